using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Asking;

/// <summary>Reads a request's parameters and collects every fault on the way; what is faulty reads as its default.</summary>
sealed class Ask
{
    static readonly SearchValues<char> PlaceLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static readonly Instant Earliest = Instant.Parse("2000-01-01T00:00:00Z"), Latest = Instant.Parse("2100-01-01T00:00:00Z");

    readonly List<Fault> _faults = [];

    public IReadOnlyList<Fault> Faults => _faults;

    public bool IsFaulty => _faults.Count > 0;

    public void Fault(string field, object? value, string reason, string cure) =>
        _faults.Add(new(field, Convert.ToString(value, CultureInfo.InvariantCulture), reason, cure));

    public CitySet Set(string? text, string field = "set") => OneOf(field, text, ("real", CitySet.Real), ("rehearsal", CitySet.Rehearsal));

    /// <summary>The one set of warming potentials that all of an answer is in.</summary>
    public string Gwp(string? text) => OneOf("gwp", text, [.. Model.City.Factors.GwpSet.Names.Select(name => (name, name))]);

    public bool Flag(string field, string? text) => OneOf(field, text, ("false", false), ("true", true));

    /// <summary>One of the words; the first when nothing was asked.</summary>
    public T OneOf<T>(string field, string? text, params ReadOnlySpan<(string Word, T Means)> words)
    {
        if (text is null) return words[0].Means;
        var known = new StringBuilder();
        foreach (var (word, means) in words)
        {
            if (text == word) return means;
            known.Append(known.Length == 0 ? "" : ", ").Append(word);
        }
        Fault(field, text, "This is not known here.", $"One of: {known}.");
        return words[0].Means;
    }

    /// <summary>The form of the answer, by its word: as asked with format=, else the one that Accept prefers, else json.</summary>
    public string Format(string? text, HttpRequest request, params ReadOnlySpan<(string Word, string Type)> others)
    {
        if (text is null)
        {
            foreach (var accept in request.GetTypedHeaders().Accept.OrderByDescending(accept => accept.Quality ?? 1))
            {
                if (accept.MediaType == "application/json") return "json";
                foreach (var (word, type) in others)
                    if (accept.MediaType == type) return word;
            }
            return "json";
        }
        var words = new (string, string)[others.Length + 1];
        words[0] = ("json", "json");
        for (var i = 0; i < others.Length; i++) words[i + 1] = (others[i].Word, others[i].Word);
        return OneOf("format", text, words);
    }

    /// <summary>A moment of which the ledger may have anything.</summary>
    public Instant? Bounded(string field, string? text)
    {
        if (Moment(field, text) is not { } moment) return null;
        if (moment >= Earliest && moment <= Latest) return moment;
        Fault(field, text, "The ledger has nothing there.", $"Send a time from {Earliest} to {Latest}.");
        return null;
    }

    public int Number(string field, string? text, int fallback, int least, int most)
    {
        if (text is null) return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Fault(field, text, "This is not a whole number in range.", string.Create(CultureInfo.InvariantCulture, $"Send {least} to {most}."));
        return fallback;
    }

    public TwinId? Twin(string field, string? text)
    {
        if (text is null) return null;
        if (TwinId.TryParse(text, out var id)) return id;
        Fault(field, text, "This cannot name a twin.", TwinId.Form);
        return null;
    }

    public DateOnly? Day(string field, string? text)
    {
        if (text is null) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        Fault(field, text, "This is no date.", "Send it as 2026-11-23.");
        return null;
    }

    /// <summary>A moment with zone, or a date: the start of that day in Bangkok.</summary>
    public Instant? Moment(string field, string? text)
    {
        if (text is null) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return BangkokDay.Of(date).Start;
        if (Instant.TryParse(Encoding.UTF8.GetBytes(text), out var moment, out var problem)) return moment;
        // In a query "+" means a space, and "+07:00" arrives without its sign.
        Fault(field, text, problem!, "A date such as 2026-11-23 means a day in Bangkok; in a query write \"+\" as %2B.");
        return null;
    }

    static readonly TimeSpan LongestReport = TimeSpan.FromDays(366);

    /// <summary>The time of a report in whole quarter hours: 30 days until midnight today where nothing was asked. Nonsense where it is faulty afterwards.</summary>
    public (Window From, Window To) Period(string? from, string? to, TimeProvider clock)
    {
        var (asksFrom, asksTo) = (Bounded("from", from), Bounded("to", to));
        if (IsFaulty) return default;
        var end = asksTo ?? BangkokDay.Of(Instant.From(clock)).Start;
        var start = asksFrom ?? end - TimeSpan.FromDays(30);
        if (start >= end) Fault("from", from ?? start.ToString(), $"It is not before to, which is {end}.", "A date means midnight in Bangkok.");
        else if (end - start > LongestReport) Fault("from", from, $"{LongestReport.TotalDays} days is the longest that is reported at once.", "Ask for a shorter time.");
        return IsFaulty ? default : (Window.Of(start), Window.Ceiling(end));
    }

    /// <summary>A district's code or "outside:place".</summary>
    public string? Area(string field, string? text, IDistricts districts)
    {
        if (text is null || districts.Coded(text) is not null) return text;
        const string Outside = "outside:";
        if (text.StartsWith(Outside, StringComparison.Ordinal) && text.Length is > 8 and <= 72
            && !text.AsSpan(Outside.Length).ContainsAnyExcept(PlaceLetters)) return text;
        Fault(field, text, "There is no such district or outside place.",
            $"Send a district's code, {districts.All[0].Code} to {districts.All[^1].Code} (GET /v1/districts), or \"outside:place\" with a-z, 0-9 and \"-\", at most 64.");
        return null;
    }
}
