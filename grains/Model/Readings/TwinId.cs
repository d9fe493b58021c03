using System.Diagnostics.CodeAnalysis;

namespace YPort.Twin.Model.Readings;

/// <summary>Names a twin for ever: 1 to 63 of a-z, 0-9 and "-", beginning with a letter or digit, such as "bts-siam".</summary>
[GenerateSerializer, Immutable, Alias("twin-id")]
public readonly record struct TwinId : IComparable<TwinId>
{
    public const int LongestCharacters = 63;
    public const string Form = "A twin's id is 1 to 63 of a-z, 0-9 and \"-\", beginning with a letter or digit.";

    [Id(0)] readonly string _text;

    TwinId(string text) => _text = text;

    /// <exception cref="FormatException">The text is not an id; says which and why.</exception>
    public static TwinId Parse(string text) => TryParse(text, out var id) ? id : throw new FormatException($"\"{text}\" cannot name a twin. {Form}");

    public static bool TryParse([NotNullWhen(true)] string? text, out TwinId id)
    {
        id = default;
        if (text is null || text.Length is 0 or > LongestCharacters || text[0] == '-') return false;
        foreach (var c in text)
            if (c is not (>= 'a' and <= 'z' or >= '0' and <= '9' or '-')) return false;
        id = new(text);
        return true;
    }

    /// <summary>The twin's shard, 0 to 63: FNV-1a over the id. Everywhere the same, so that a store can be copied.</summary>
    public int Shard => Sharding.Of(_text);

    public int CompareTo(TwinId other) => string.CompareOrdinal(_text, other._text);
    public override string ToString() => _text ?? "";
}

/// <summary>How the city is cut for writing: 64 parts, by a stable hash.</summary>
public static class Sharding
{
    public const int Count = 64;

    /// <summary>FNV-1a, 32 bit (Fowler, Noll, Vo), folded to 6 bits; of an id or a feed's name.</summary>
    public static int Of(string name)
    {
        var hash = 2166136261u;
        foreach (var c in name) hash = (hash ^ (byte)c) * 16777619u;
        return (int)((hash ^ hash >> 16) % Count);
    }
}
