using YPort.Twin.Contracts.Storage;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Tests.Storage;

public abstract class A_ledger(StoreHome home) : StoreTest(home)
{
    static readonly Instant Noon = Instant.Parse("2026-11-23T05:00:00Z");
    static readonly Window First = Window.Of(Noon);
    static readonly TwinId One = TwinId.Parse("roof-1"), Other = TwinId.Parse("roof-2"), Mover = TwinId.Parse("mover"), Afar = TwinId.Parse("afar"), Pretend = TwinId.Parse("pretend");

    [Fact]
    public async Task Replaces_a_row_by_its_key_and_forgets_an_empty_one()
    {
        await Save(Somewhere.Energy(One, First, 10), Somewhere.Energy(One, First, 3, Quality.Estimated), Somewhere.Energy(One, First.Next, 7) with { Dimensions = "stream=pv" });
        await Save(Somewhere.Energy(One, First, 11) with { Offset = 9 }, Somewhere.Energy(One, First, 0, Quality.Estimated) with { CoveredMicroseconds = 0 });

        Assert.Equal([Somewhere.Energy(One, First, 11) with { Offset = 9 }, Somewhere.Energy(One, First.Next, 7) with { Dimensions = "stream=pv" }],
            await Store.Ledger.OfTwin(One, First, Later(9), Stop));
    }

    [Fact]
    public async Task Gives_a_twins_rows_of_all_measures_in_order_of_window()
    {
        LedgerRow[] rows = [.. Enumerable.Range(0, 8).SelectMany(i => (LedgerRow[])
            [Somewhere.Energy(One, Later(i), i + 1) with { Measure = "import-energy" }, Somewhere.Energy(One, Later(i), i + 2)])];
        await Save([.. rows.Reverse(), Somewhere.Energy(Other, First, 1)]);

        Assert.Equal(rows[2..12], await Store.Ledger.OfTwin(One, Later(1), Later(6), Stop));
        Assert.Empty(await Store.Ledger.OfTwin(Afar, First, Later(9), Stop));
    }

    [Fact]
    public async Task Sums_the_city_by_steps_and_quality()
    {
        await City();

        Assert.Equal(
        [
            new("", 0, Quality.Measured, 111, 3 * Window.Microseconds, 3),
            new("", 0, Quality.Estimated, 5, Window.Microseconds, 3),
            new("", 1, Quality.Measured, 222, 3 * Window.Microseconds, 3),
        ], await Sums(LedgerSplit.None));
    }

    [Fact]
    public async Task Sums_each_twin()
    {
        await City();
        var sums = await Sums(LedgerSplit.Twin);

        Assert.Equal([("mover", 0), ("mover", 1), ("roof-1", 0), ("roof-1", 0), ("roof-1", 1), ("roof-2", 0), ("roof-2", 1)], sums.Select(sum => (sum.Group, sum.StepIndex)));
        Assert.All(sums, sum => Assert.Equal(1, sum.Twins));
        Assert.Equal(20, Assert.Single(sums, sum => sum is { Group: "mover", StepIndex: 1 }).Steps);
    }

    [Fact]
    public async Task Sums_a_twin_that_moved_where_it_was_at_each_windows_start()
    {
        await City();

        Assert.Equal([("1001", 0, 11, 2), ("1001", 0, 5, 2), ("1001", 1, 2, 2), ("1030", 0, 100, 2), ("1030", 1, 220, 2)],
            (await Sums(LedgerSplit.Area)).Select(sum => (sum.Group, sum.StepIndex, (int)sum.Steps, sum.Twins)));
        Assert.Equal([(0, 11), (0, 5), (1, 2)], (await Sums(LedgerSplit.None, area: "1001")).Select(sum => (sum.StepIndex, (int)sum.Steps)));
        Assert.Equal([("1001", 0), ("1030", 1)], (await Sums(LedgerSplit.Area, twin: Mover)).Select(sum => (sum.Group, sum.StepIndex)));
    }

    [Fact]
    public async Task Counts_twins_outside_the_city_only_where_asked_for()
    {
        await City();

        Assert.Equal(1000, (int)Assert.Single(await Sums(LedgerSplit.None, twin: Afar)).Steps);
        Assert.Equal(1000, (int)Assert.Single(await Sums(LedgerSplit.Twin, area: "outside:hua-hin")).Steps);
        Assert.Empty(await Sums(LedgerSplit.Area, twin: Afar, area: "1001"));
    }

    [Fact]
    public async Task Never_mixes_real_with_rehearsal()
    {
        await City();

        Assert.Equal(("pretend", 5000), (Assert.Single(await Sums(LedgerSplit.Twin, set: CitySet.Rehearsal)) is var sum ? (sum.Group, (int)sum.Steps) : default));
        Assert.Empty(await Sums(LedgerSplit.None, twin: Pretend));
    }

    [Fact]
    public async Task Sums_each_combination_of_dimensions_over_all_twins()
    {
        const string Food = "category=food;origin=1001", Mixed = "category=mixed;origin=1030";
        await Register(Somewhere.Building(One, CitySet.Real, (new(0), "1001")));
        await Register(Somewhere.Building(Other, CitySet.Real, (new(0), "1030")));
        await Register(Somewhere.Building(Pretend, CitySet.Rehearsal, (new(0), "1001")));
        await Save(
            Somewhere.Energy(One, First, 5) with { Dimensions = Food }, Somewhere.Energy(One, Later(1), 3, Quality.Estimated) with { Dimensions = Food },
            Somewhere.Energy(Other, First, 20) with { Dimensions = Mixed }, Somewhere.Energy(Other, Later(3), 2) with { Dimensions = Food }, Somewhere.Energy(Other, Later(4), 7) with { Dimensions = Food },
            Somewhere.Energy(Pretend, First, 999) with { Dimensions = Food });

        Assert.Equal([(Food, 0, Quality.Measured, 7, 2), (Food, 0, Quality.Estimated, 3, 2), (Food, 1, Quality.Measured, 7, 2), (Mixed, 0, Quality.Measured, 20, 1)],
            (await Sums(LedgerSplit.Dimensions)).Select(sum => (sum.Group, sum.StepIndex, sum.Quality, (int)sum.Steps, sum.Twins)));
        Assert.Equal([(Food, 0, 5), (Food, 0, 3)], (await Sums(LedgerSplit.Dimensions, area: "1001")).Select(sum => (sum.Group, sum.StepIndex, (int)sum.Steps)));
        Assert.Equal([(Food, 0, 2), (Food, 1, 7), (Mixed, 0, 20)], (await Sums(LedgerSplit.Dimensions, twin: Other)).Select(sum => (sum.Group, sum.StepIndex, (int)sum.Steps)));
    }

    [Fact]
    public async Task Sums_the_dimensions_of_each_area_and_of_each_twin_apart()
    {
        const string Food = "category=food;origin=1001";
        await Register(Somewhere.Building(One, CitySet.Real, (new(0), "1001")));
        await Register(Somewhere.Building(Mover, CitySet.Real, (new(0), "1001"), (Later(4).Start, "1030")));
        await Save(
            Somewhere.Energy(One, First, 5) with { Dimensions = Food }, Somewhere.Energy(Mover, First, 3) with { Dimensions = Food }, Somewhere.Energy(Mover, Later(4), 20) with { Dimensions = Food },
            Somewhere.Energy(Mover, Later(4), 7));

        Assert.Equal([($"1001;{Food}", 0, 8), ("1030;", 1, 7), ($"1030;{Food}", 1, 20)], (await Sums(LedgerSplit.AreaAndDimensions)).Select(sum => (sum.Group, sum.StepIndex, (int)sum.Steps)));
        Assert.Equal([("mover;", 1, 7), ($"mover;{Food}", 0, 3), ($"mover;{Food}", 1, 20), ($"roof-1;{Food}", 0, 5)],
            (await Sums(LedgerSplit.TwinAndDimensions)).Select(sum => (sum.Group, sum.StepIndex, (int)sum.Steps)));
    }

    [Fact]
    public async Task Sums_only_twins_of_a_kind()
    {
        await City();

        Assert.Equal(await Sums(LedgerSplit.Area), await Sums(LedgerSplit.Area, kind: Kinds.Building));
        Assert.Empty(await Sums(LedgerSplit.Area, kind: Kinds.Shuttle));
    }

    [Fact]
    public async Task Answers_as_of_the_first_question_while_it_is_held()
    {
        await City();
        LedgerQuestion question = new("pv-energy", CitySet.Real, null, null, First, Later(8), [First, Later(4)], LedgerSplit.Twin);
        var before = await Store.Ledger.Sums(question, Stop);
        await using (var held = await Store.HeldLedgers.Hold(Stop))
        {
            Assert.Equal(before, await held.Sums(question, Stop));
            await Save(Somewhere.Energy(One, First, 1_000_000));
            await Register(Somewhere.Building(Afar, CitySet.Real, (new(0), "1001")));
            Assert.Equal(before, await held.Sums(question, Stop));
            Assert.Equal(1, (await held.OfTwin(One, First, First.Next, Stop))[0].Steps);
        }
        Assert.Equal(1_000_000, (await Store.Ledger.OfTwin(One, First, First.Next, Stop))[0].Steps);
        // Of two at once each has its own moment.
        await using var later = await Store.HeldLedgers.Hold(Stop);
        Assert.NotEqual(before, await later.Sums(question, Stop));
    }

    [Fact]
    public async Task Follows_a_register_that_is_corrected_afterwards()
    {
        await City();
        await Register(Somewhere.Building(Mover, CitySet.Real, (new(0), "1001"), (Later(4).Start, "1030"), (new(0), "1042")));

        Assert.Equal(["1042", "1030"], (await Sums(LedgerSplit.Area, twin: Mover)).OrderBy(sum => sum.StepIndex).Select(sum => sum.Group));
    }

    [Fact]
    public async Task Sums_beyond_64_bits_to_the_last_digit()
    {
        await Register(Somewhere.Building(One, CitySet.Real, (new(0), "1001")));
        await Save([.. Enumerable.Range(0, 4).Select(i => Somewhere.Energy(One, Later(i), long.MaxValue - i))]);

        Assert.Equal((Int128)long.MaxValue * 4 - 6, Assert.Single(await Sums(LedgerSplit.None)).Steps);
        await Save([.. Enumerable.Range(0, 4).Select(i => Somewhere.Energy(One, Later(i), long.MinValue + i))]);
        Assert.Equal((Int128)long.MinValue * 4 + 6, Assert.Single(await Sums(LedgerSplit.None)).Steps);
    }

    // Two steps of four windows. The mover goes from 1001 to 1030 within the last window of the first step, so from the second on.
    async Task City()
    {
        await Register(Somewhere.Building(One, CitySet.Real, (new(0), "1001")));
        await Register(Somewhere.Building(Other, CitySet.Real, (new(0), "1030")));
        await Register(Somewhere.Building(Mover, CitySet.Real, (new(0), "1001"), (Later(3).Start + TimeSpan.FromMinutes(1), "1030")));
        await Register(Somewhere.Building(Afar, CitySet.Real, (new(0), "outside:hua-hin")));
        await Register(Somewhere.Building(Pretend, CitySet.Rehearsal, (new(0), "1001")));
        await Save(
            Somewhere.Energy(One, First, 1), Somewhere.Energy(One, Later(1), 5, Quality.Estimated), Somewhere.Energy(One, Later(4), 2), Somewhere.Energy(One, Later(8), 99),
            Somewhere.Energy(Mover, Later(3), 10), Somewhere.Energy(Mover, Later(4), 20),
            Somewhere.Energy(Other, Later(2), 100), Somewhere.Energy(Other, Later(7), 200), Somewhere.Energy(Other, First, 77) with { Measure = "load-energy" },
            Somewhere.Energy(Afar, First, 1000), Somewhere.Energy(Pretend, First, 5000));
    }

    static Window Later(int windows) => new(First.Index + windows);

    Task<IReadOnlyList<LedgerSum>> Sums(LedgerSplit by, TwinId? twin = null, string? area = null, CitySet set = CitySet.Real, string? kind = null) =>
        Store.Ledger.Sums(new("pv-energy", set, twin, area, First, Later(8), [First, Later(4)], by) { Kind = kind }, Stop);

    Task Register(TwinSnapshot twin) => Save(twin.Register.Id, step => step with { Twins = [twin] });

    async Task Save(params LedgerRow[] rows)
    {
        foreach (var twin in rows.GroupBy(row => row.Twin)) await Save(twin.Key, step => step with { Ledger = [.. twin] });
    }

    async Task Save(TwinId twin, Func<ShardProgress, ShardProgress> with)
    {
        var projector = await Projector.Open(Store.Projections, twin.Shard, 1, Stop);
        Assert.True(await projector.Save(with(projector.Step(1)), Stop));
    }
}

public sealed class A_ledger_in_sqlite() : A_ledger(new SqliteHome());

[Trait("needs", "postgres")]
public sealed class A_ledger_in_postgres() : A_ledger(new PostgresHome());

public sealed class A_ledger_in_memory() : A_ledger(new MemoryHome());
