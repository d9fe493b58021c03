using CsCheck;
using YPort.Twin.Model.Ledger;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Shuttles;
using static YPort.Twin.Tests.Model.Given;
using static YPort.Twin.Tests.Model.Shuttles.Cart;

namespace YPort.Twin.Tests.Model.Shuttles;

/// <summary>What a vehicle's quarter hour holds so far, and what a further fix adds to it.</summary>
public sealed class A_window_that_fills_up
{
    static readonly Measure[] Along = [.. ShuttleMeasures.All.Where(measure => measure.Along is not null)];

    [Fact]
    public void Grows_to_what_all_of_it_comes_to_wherever_it_was_cut() => Gen.Select(Drives.Where(drive => drive.Length > 1), Loads, Lives, Gen.Int[0, 1000]).Sample((drive, loads, words, place) =>
    {
        Assert.Equal(4, Along.Length);
        var cut = place % drive.Length;
        foreach (var measure in Along)
        {
            List<LedgerRow> Computed(Sample[] fixes)
            {
                List<LedgerRow> rows = [];
                measure.Compute(new(Register(), channel => channel == ShuttleChannels.Position ? fixes : channel == ShuttleChannels.Occupancy ? loads : default, words), First, End, rows);
                return rows;
            }
            var before = Computed(drive[..(cut + 1)]);
            var filling = FillingWindow.Of(First, End, drive[cut].At, before)!;
            Assert.True(filling.Goes(Window.Of(drive[cut].At), drive[cut].At));
            Assert.Equal(cut, filling.First(drive));
            var whole = before.Where(row => row.Window < filling.Window).Concat(filling.With(Computed(drive[cut..])));
            Assert.Equal(Computed(drive), whole);
        }
    }, iter: 300);

    [Fact]
    public void Does_not_go_on_from_what_changed_before_its_moment_or_in_another_window()
    {
        FillingWindow filling = new(First, First.Start + TimeSpan.FromMinutes(5), []);

        Assert.True(filling.Goes(First, filling.Until));
        Assert.False(filling.Goes(First, new(filling.Until.Microseconds - 1)));
        Assert.False(filling.Goes(First.Next, First.Next.Start));
    }

    [Fact]
    public void Does_not_go_on_from_a_fix_that_was_taken_back()
    {
        Sample[] fixes = [Says(0, 1), Says(1, 1), Says(3, 1)];
        Assert.Equal(1, new FillingWindow(First, fixes[1].At, []).First(fixes));
        Assert.Null(new FillingWindow(First, fixes[1].At + TimeSpan.FromMinutes(1), []).First(fixes));
        Assert.Null(new FillingWindow(First, fixes[2].At + TimeSpan.FromMinutes(1), []).First(fixes));
    }

    [Fact]
    public void Is_not_known_where_the_newest_fix_lies_outside_of_what_was_computed()
    {
        Assert.Null(FillingWindow.Of(First, First.Next, First.Next.Start, []));
        Assert.Null(FillingWindow.Of(First, First.Next, null, []));
        Assert.Equal(First, FillingWindow.Of(First, First.Next, First.Start, [])?.Window);
    }

    static readonly Window First = new(Window.Of(Midnight).Index - 5), End = new(Window.Of(Midnight).Index + 60);
}
