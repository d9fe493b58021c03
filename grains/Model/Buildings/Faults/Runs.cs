namespace YPort.Twin.Model.Buildings.Faults;

/// <summary>What holds for many in a row.</summary>
static class Runs
{
    public static IReadOnlyList<FaultSpan> Of(int count, int least, Func<int, bool> holds)
    {
        List<FaultSpan> found = [];
        for (var first = 0; first < count; first++)
        {
            var next = first;
            while (next < count && holds(next)) next++;
            if (next - first >= Math.Max(1, least)) found.Add(new(first, next - first));
            first = Math.Max(first, next);
        }
        return found;
    }
}
