using System.Collections.Immutable;
using YPort.Twin.Contracts.Intake;
using YPort.Twin.Contracts.Shards;

namespace YPort.Twin.Twins.Shards;

/// <summary>What the shard makes of one reading.</summary>
readonly record struct Verdict(VerdictKind Kind, Refusal? Refusal = null)
{
    public static readonly Verdict New = new(VerdictKind.New), Duplicate = new(VerdictKind.Duplicate), DuplicateOfPending = new(VerdictKind.DuplicateOfPending);

    public static Verdict Refuse(string code, string reason, string cure) => new(VerdictKind.Refused, new(code, reason, cure));
}

enum VerdictKind
{
    New,
    Duplicate,

    /// <summary>Of a word that is not committed yet; its outcome decides.</summary>
    DuplicateOfPending,
    Refused,
}

/// <summary>What the shard makes of a batch, item by item.</summary>
sealed class Verdicts
{
    readonly ImmutableArray<RefusedReading>.Builder _refused = ImmutableArray.CreateBuilder<RefusedReading>();
    readonly ImmutableArray<int>.Builder _repeated = ImmutableArray.CreateBuilder<int>();
    int _accepted;

    public AppendAnswer Answer => new(_accepted, _repeated.Count, _refused.ToImmutable(), _repeated.ToImmutable());

    /// <returns>True if the item is new.</returns>
    public bool Add(int index, in Verdict verdict)
    {
        if (verdict.Kind == VerdictKind.New) _accepted++;
        else if (verdict.Kind == VerdictKind.Refused) _refused.Add(new(index, verdict.Refusal!));
        else _repeated.Add(index);
        return verdict.Kind == VerdictKind.New;
    }
}
