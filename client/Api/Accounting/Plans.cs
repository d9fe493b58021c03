using YPort.Twin.Model.City.Actions;
using YPort.Twin.Model.City.Plan;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Accounting;

/// <summary>The plan held against a time, with all that this was made of.</summary>
/// <param name="From">Actions count from here.</param>
/// <param name="Unknown">Actions of which nothing could be worked out.</param>
/// <param name="Inventory">Of the calendar year; it may contradict itself, and then nothing is known to be measured.</param>
sealed record MadePlan(
    CityPlan Plan, PlanQuestion Question, Window From, Window To, IReadOnlyList<MadeAchievement> Actions, decimal? DeliveredTonnes, IReadOnlyList<string> Unknown, Progress Progress, Coverage Coverage, MadeInventory Inventory)
{
    /// <summary>Why nothing is known to be measured; null where the inventory holds.</summary>
    public string? UnmeasuredBecause => Inventory.Inventory is null ? $"The inventory of {Inventory.Year} contradicts itself: {string.Join(" ", Inventory.Faults)}" : null;
}

/// <summary>Holds the city's plan against what was done and measured.</summary>
sealed class Plans(Achievements achievements, Inventories inventories, TimeProvider clock)
{
    /// <summary>Of the target that an official reads first.</summary>
    public const int Target = 2030;

    public const string Gwp = "AR5";

    public async Task<MadePlan> Of(PlanQuestion question, CancellationToken stop)
    {
        var now = Instant.From(clock);
        var (plan, ceiling) = (CityPlan.Bangkok, Window.Ceiling(now));
        var (from, to) = question.Year is { } year ? AccountingEndpoints.Year(year, now) : (Window.Of(BangkokDay.Of(ceiling.Day.Date.AddYears(-1)).Start), ceiling);
        var (firstVintage, lastVintage) = question.Year is { } one ? (one, one) : (from.Day.Date.Year, to.Day.Date.Year);
        var actions = await achievements.All(question.Set, from, to, vintage => vintage >= firstVintage && vintage <= lastVintage, question.KnownAt, stop);
        var (delivered, unknown) = Portfolio.Delivered(actions.Select(action => action.Achieved));
        var made = await inventories.Of(question.Set, question.Year ?? BangkokDay.Of(now).Date.Year, Gwp, question.KnownAt, stop);
        return new(plan, question, from, to, actions, delivered, unknown, Progress.Of(plan, Target, delivered), Coverage.Of(plan, made.Year, made.Inventory), made);
    }
}
