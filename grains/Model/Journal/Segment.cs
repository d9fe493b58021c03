using System.Buffers.Binary;
using System.Security.Cryptography;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Model.Journal;

/// <summary>One group commit of a shard, as stored. Never rewritten.</summary>
/// <param name="FirstOffset">Its first entry's place; the next segment begins at <c>FirstOffset + Count</c>.</param>
/// <param name="Count">Entries in it, at least 1.</param>
/// <param name="Epoch">The activation that wrote it.</param>
/// <param name="Payload">See <see cref="SegmentPayload"/>.</param>
/// <param name="Hash">SHA-256 over the hash before and all of the above.</param>
public sealed record Segment(int Shard, long FirstOffset, int Count, long Epoch, Instant CommittedAt, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Hash)
{
    public long NextOffset => FirstOffset + Count;

    /// <summary>Seals a content behind the segment before it.</summary>
    public static Segment Seal(int shard, long firstOffset, long epoch, Instant committedAt, SegmentContent content, ReadOnlySpan<byte> hashBefore)
    {
        var payload = SegmentPayload.Encode(content);
        return new(shard, firstOffset, content.Count, epoch, committedAt, payload,
            SegmentHash.Of(hashBefore, shard, firstOffset, content.Count, epoch, committedAt, payload));
    }

    /// <summary>Does this segment, unchanged, follow that hash?</summary>
    public bool Follows(ReadOnlySpan<byte> hashBefore) =>
        Hash.Span.SequenceEqual(SegmentHash.Of(hashBefore, Shard, FirstOffset, Count, Epoch, CommittedAt, Payload.Span));
}

/// <summary>Chains segments: a changed, dropped or swapped one breaks every hash after it.</summary>
public static class SegmentHash
{
    public const int Bytes = SHA256.HashSizeInBytes;

    /// <summary>What stands before a shard's first segment.</summary>
    public static ReadOnlyMemory<byte> Genesis { get; } = new byte[Bytes];

    /// <summary>SHA-256 over: hash before, then shard, first offset, count, epoch, commit time (µs), each 8 bytes little-endian, then the payload.</summary>
    public static byte[] Of(ReadOnlySpan<byte> before, int shard, long firstOffset, int count, long epoch, Instant committedAt, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[40];
        BinaryPrimitives.WriteInt64LittleEndian(head, shard);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], firstOffset);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], count);
        BinaryPrimitives.WriteInt64LittleEndian(head[24..], epoch);
        BinaryPrimitives.WriteInt64LittleEndian(head[32..], committedAt.Microseconds);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        hash.AppendData(head);
        hash.AppendData(payload);
        return hash.GetHashAndReset();
    }
}
