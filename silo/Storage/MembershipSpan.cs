using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Storage;

/// <summary>Where a twin belonged for windows in [From, To): the area that held at a window's start.</summary>
/// <param name="From">Quarter hours since 1970-01-01T00Z; <see cref="int.MinValue"/> for always before.</param>
/// <param name="To"><see cref="int.MaxValue"/> for ever after.</param>
readonly record struct MembershipSpan(string Area, int From, int To)
{
    public static IReadOnlyList<MembershipSpan> Of(TwinRegister register)
    {
        List<MembershipSpan> spans = [new(register.At(new(long.MinValue)).Area, int.MinValue, int.MaxValue)];
        foreach (var start in register.Entries.OfType<Described>().Select(entry => Window.Ceiling(entry.From)).Distinct().Order())
        {
            var area = register.At(start.Start).Area;
            if (area == spans[^1].Area) continue;
            spans[^1] = spans[^1] with { To = start.Index };
            spans.Add(new(area, start.Index, int.MaxValue));
        }
        return spans;
    }
}
