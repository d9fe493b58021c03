using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using YPort.Twin.Cli.Maps;

namespace YPort.Twin.Cli.Replay;

/// <summary>How far a replay was acknowledged. Kept after every batch, so that the same command goes on where it stopped.</summary>
/// <param name="Replay">Which replay: a digest of recording, mapping, twin, feed, times and order.</param>
/// <param name="Acknowledged">Readings and events answered for so far.</param>
/// <param name="Line">Where the last of them stands.</param>
sealed record ReplayProgress(string Replay, long Acknowledged, long Line, long Accepted, long Duplicate, long Quarantined, IReadOnlyList<Refused> Refusals)
{
    public static ReplayProgress Begin(string replay) => new(replay, 0, 0, 0, 0, 0, []);

    /// <summary>Repeats of an acknowledged batch are harmless, so losing the last write costs a few duplicates and no more.</summary>
    public ReplayProgress Plus(BatchAnswer answer, IReadOnlyList<RecordedItem> batch) => this with
    {
        Acknowledged = Acknowledged + batch.Count,
        Line = batch[^1].Line,
        Accepted = Accepted + answer.Accepted,
        Duplicate = Duplicate + answer.Duplicate,
        Quarantined = Quarantined + answer.Quarantined,
        Refusals = [.. Refusals, .. answer.Items.Where(item => item.Outcome == BatchAnswer.WasQuarantined).Take(ReplayBalance.MostRefusals - Refusals.Count)
            .Select(item => new Refused(batch[(int)item.Index].Line, item.Reason, item.Cure))],
    };

    public static string Digest(ReplayOptions options, MappingFile map, Uri twin, string feed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var file = File.OpenRead(options.File)) hash.AppendData(SHA256.HashData(file));
        hash.AppendData(SHA256.HashData(map.Bytes.Span));
        hash.AppendData(Encoding.UTF8.GetBytes($"{twin}|{feed}|{options.Times}|{options.Shuffle}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12));
    }

    /// <exception cref="ReplayException">The file there is of another replay, or none at all.</exception>
    public static ReplayProgress Load(string path, string replay)
    {
        if (!File.Exists(path)) return Begin(replay);
        ReplayProgress? found = null;
        try
        {
            found = JsonSerializer.Deserialize(File.ReadAllBytes(path), ProgressJson.Default.ReplayProgress);
        }
        catch (JsonException)
        {
            // Said below, with the cure.
        }
        return found?.Replay == replay ? found
            : throw new ReplayException($"{path} is not the progress of this replay (another recording, mapping, twin or order). Give another --progress, or --restart to write it anew.");
    }

    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var beside = path + ".new";
        File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(this, ProgressJson.Default.ReplayProgress));
        File.Move(beside, path, overwrite: true);
    }
}

[JsonSerializable(typeof(ReplayProgress))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
sealed partial class ProgressJson : JsonSerializerContext;
