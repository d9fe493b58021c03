using System.Globalization;
using YPort.Twin.Model.City;
using YPort.Twin.Model.Events;
using YPort.Twin.Model.EWaste;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Rehearsal.EWaste;

/// <summary>All lots of the city: each point is emptied once a week, by day, and its recycler is through with a lot within five weeks.</summary>
sealed class Lots(IEnumerable<SeedTwin> points, int seed)
{
    const double BroughtPerDay = 2.2;
    const int LotsKept = 2000;

    // Bangkok day number of a Monday; after a pickup no lot occupies its recycler for longer than this.
    static readonly int Monday = new DateOnly(2024, 12, 30).DayNumber - new DateOnly(1970, 1, 1).DayNumber;
    const int LongestDays = 36;

    // What people bring: category, how often in a hundred, and how heavy against the mean.
    static readonly (string Category, int Percent, double Mass)[] Kinds =
        [("small", 35, 0.9), ("small-it", 30, 0.5), ("screens", 12, 1.4), ("temperature-exchange", 10, 2.2), ("large", 8, 2.0), ("lamps", 5, 0.2)];

    // What a recycler gains of each kilogram; the rest is disposed of. Material and part.
    static readonly (string Material, decimal Part)[] Fractions =
        [("steel", 0.44m), ("plastics", 0.22m), ("copper", 0.09m), ("aluminium", 0.08m), ("glass", 0.09m), ("circuit-boards", 0.04m)];

    readonly SeedTwin[] _points = [.. points.Where(point => point.Pretence is EWastePretence)];
    readonly Dictionary<(TwinId, int), Lot> _lots = [];

    /// <summary>A lot is told whole or not at all: only of lots for which this holds is anything heard.</summary>
    public Func<Lot, bool> Tells { get; set; } = _ => true;

    public IReadOnlyList<SeedTwin> Points => _points;

    /// <summary>The lot that is being filled at that moment, told or not.</summary>
    public Lot Filling(SeedTwin point, Instant at)
    {
        for (var week = Week(BangkokDay.Of(at)) - 1; ; week++)
            if (Of(point, week) is var lot && lot.Ends >= at) return lot;
    }

    public IEnumerable<TwinEvent> AtPoint(SeedTwin point, BangkokDay day) =>
        Around(point, day, 1).SelectMany(lot => lot.AtPoint).Where(happening => BangkokDay.Of(happening.At) == day);

    public IEnumerable<TwinEvent> AtRecycler(TwinId recycler, BangkokDay day) =>
        _points.Where(point => point.Description.EWaste!.SendsTo[0] == recycler.ToString()).SelectMany(point => Around(point, day, LongestDays))
            .SelectMany(lot => lot.AtRecycler).Where(happening => BangkokDay.Of(happening.At) == day);

    /// <summary>The lots of a point that something may happen to on that day or later, though they began before it.</summary>
    public IEnumerable<Lot> Open(SeedTwin point, BangkokDay day) =>
        Enumerable.Range(Week(day) - LongestDays / 7 - 2, LongestDays / 7 + 4).Select(week => Of(point, week)).Where(lot => lot.Begins < day.Start);

    IEnumerable<Lot> Around(SeedTwin point, BangkokDay day, int daysAfter)
    {
        for (var week = Week(day) - daysAfter / 7 - 1; week <= Week(day) + 1; week++)
            if (Of(point, week) is var lot && Tells(lot)) yield return lot;
    }

    static int Week(BangkokDay day) => (int)Math.Floor((day.Number - Monday) / 7.0);

    Lot Of(SeedTwin point, int week)
    {
        if (_lots.TryGetValue((point.Id, week), out var known)) return known;
        if (_lots.Count >= LotsKept) _lots.Clear();
        return _lots[(point.Id, week)] = Play(point, week);
    }

    // Monday to Friday, in working hours; the same weekday every week.
    Instant Pickup(SeedTwin point, int week)
    {
        var luck = Noise.Seed(seed, point.Id.ToString());
        var day = new BangkokDay(Monday + 7 * week + (int)(5 * Noise.At(luck, -1)));
        return day.Start + TimeSpan.FromMinutes(Math.Floor(60 * (9 + 7 * Noise.At(luck, week, 2))));
    }

    Lot Play(SeedTwin point, int week)
    {
        var luck = Noise.Seed(seed, point.Id.ToString()) + (ulong)(week + 1000) * 0x9e3779b97f4a7c15;
        var (begins, ends) = (Pickup(point, week - 1), Pickup(point, week));
        var recycler = TwinId.Parse(point.Description.EWaste!.SendsTo[0]);
        var name = string.Create(CultureInfo.InvariantCulture, $"{point.Id}-{BangkokDay.Of(ends).Date:yyyyMMdd}");
        List<(Instant, decimal)> brought = [];
        List<TwinEvent> atPoint = [];
        List<Piece> pieces = [];
        foreach (var (at, number) in Times(luck, point, begins, ends).Select((at, number) => (at, number)))
        {
            var (category, relative) = KindOf(Noise.At(luck, number, 21));
            var mass = Math.Max(0.1m, Math.Round((decimal)(((EWastePretence)point.Pretence!).KilogramsPerDay / BroughtPerDay * relative * (0.4 + 1.2 * Noise.At(luck, number, 22))), 1));
            Piece[] held = category == "small-it" ? [Piece.Of(luck, point.Id, at, number)] : [];
            mass = Math.Max(mass, held.Sum(piece => piece.Kilograms));
            pieces.AddRange(held);
            brought.Add((at, mass));
            atPoint.Add(Happening.Of(point.Id, EWasteEvents.Collected, $"{name}-c{number + 1}", at,
                new { lot = name, category, massKg = mass, count = 1 + (int)(4 * Noise.At(luck, number, 23)), origin = point.Description.Area, items = Said(held) }));
        }
        var all = brought.Sum(one => one.Item2);
        if (all == 0) return new(name, point.Id, recycler, begins, ends, [], [], []);
        atPoint.Add(Happening.Of(point.Id, EWasteEvents.Weighed, $"{name}-w", ends - TimeSpan.FromMinutes(10), new { lot = name, massKg = all }));
        atPoint.Add(Happening.Of(point.Id, EWasteEvents.Transferred, $"{name}-t", ends, new { lot = name, to = recycler.ToString(), massKg = all, serials = Serials(pieces) }));
        return new(name, point.Id, recycler, begins, ends, brought, atPoint, Recycled(luck, name, point.Id, recycler, ends, all, pieces));
    }

    static List<TwinEvent> Recycled(ulong luck, string lot, TwinId point, TwinId recycler, Instant pickup, decimal mass, List<Piece> pieces)
    {
        var received = pickup + TimeSpan.FromMinutes(Math.Floor(120 + 180 * Noise.At(luck, -1, 41)));
        List<TwinEvent> events =
            [Happening.Of(recycler, EWasteEvents.Transferred, $"{lot}-r", received, new { lot, from = point.ToString(), massKg = mass, items = Said(pieces) })];
        // Now and then it takes long, yet never the 30 days that are allowed.
        var days = Noise.At(luck, -1, 42) < 0.03 ? 20 + 6 * Noise.At(luck, -1, 43) : 2 + 7 * Noise.At(luck, -1, 43);
        var sanitised = received + TimeSpan.FromMinutes(Math.Floor(1440 * days));
        foreach (var kind in pieces.GroupBy(piece => (piece.MediaType, piece.Confidentiality)))
            events.Add(Happening.Of(recycler, EWasteEvents.Sanitised, $"{lot}-s-{kind.Key.MediaType}-{kind.Key.Confidentiality}", sanitised,
                new { lot, serials = kind.Select(piece => piece.Serial), certificate = Certificate(lot, kind.Key.MediaType, kind.Key.Confidentiality, sanitised) }));
        var apart = sanitised + TimeSpan.FromMinutes(Math.Floor(600 + 1440 * Noise.At(luck, -1, 44)));
        events.Add(Happening.Of(recycler, EWasteEvents.Dismantled, $"{lot}-d", apart, new { lot, massKg = mass, serials = Serials(pieces) }));
        var rest = mass;
        foreach (var (material, part) in Fractions)
        {
            var gained = Math.Round(mass * part * (0.94m + 0.1m * (decimal)Noise.At(luck, material.Length, 45)), 1);
            if (gained == 0) continue;
            rest -= gained;
            events.Add(Happening.Of(recycler, EWasteEvents.FractionOut, $"{lot}-f-{material}", apart + TimeSpan.FromHours(4), new { lot, material, massKg = gained, to = $"{material}-works" }));
        }
        events.Add(Happening.Of(recycler, EWasteEvents.Disposed, $"{lot}-x", apart + TimeSpan.FromHours(5), new { lot, massKg = rest, method = "landfill" }));
        return events;
    }

    // Adequate for what the media held: purged with verification and validation, and what was highly confidential destroyed.
    static object Certificate(string lot, string media, string confidentiality, Instant at) => new
    {
        number = $"{lot}-{media}-{confidentiality}",
        method = confidentiality == "high" ? "destroy" : "purge",
        technique = confidentiality == "high" ? "shred" : media == "flash" ? "cryptographic-erase" : "overwrite",
        tool = confidentiality == "high" ? "Shredder 2 mm" : "Eraser",
        toolVersion = "4.2",
        verification = "every item read back or looked at",
        verified = true,
        validatedBy = "Quality officer",
        @operator = "Operator 7",
        operatorPosition = "technician",
        verifier = "Verifier 3",
        verifierPosition = "shift lead",
        date = BangkokDay.Of(at).ToString(),
        place = "recycling hall",
        confidentialityAfter = "none",
        signature = "Verifier 3",
    };

    static IEnumerable<Instant> Times(ulong luck, SeedTwin point, Instant begins, Instant ends)
    {
        for (var day = BangkokDay.Of(begins); day.Start < ends; day = new(day.Number + 1))
        {
            var habits = Noise.At(luck, day.Number, 51);
            for (var i = 0; i < (int)Math.Round(2 * BroughtPerDay * habits); i++)
                if (day.Start + TimeSpan.FromMinutes(Math.Floor(60 * (8 + 12 * Noise.At(luck, day.Number, 52 + i)))) + TimeSpan.FromSeconds(7 * i) is var at && at > begins && at < ends - TimeSpan.FromMinutes(15)) yield return at;
        }
    }

    static (string Category, double Mass) KindOf(double chance)
    {
        var percent = chance * 100;
        foreach (var (category, often, mass) in Kinds)
            if ((percent -= often) < 0) return (category, mass);
        return ("small", 1);
    }

    static IEnumerable<object>? Said(IReadOnlyCollection<Piece> pieces) => pieces.Count == 0 ? null : pieces.Select(piece => piece.Said);

    static IEnumerable<string>? Serials(List<Piece> pieces) => pieces.Count == 0 ? null : pieces.Select(piece => piece.Serial);
}
