using System.Text.Json;
using System.Text.Json.Serialization;
using YPort.Twin.Model.City.Inventory;

namespace YPort.Twin.Model.City.Plan;

/// <summary>What a plan consists of; <see cref="CityPlan"/> is one that holds.</summary>
/// <param name="Base">Figures of the base year, all that were published.</param>
/// <param name="UsedBase">The id of the one that the path begins at.</param>
/// <param name="Bau">Business as usual, by stated year.</param>
public sealed record PlanData(
    IReadOnlyList<PlanFigure> Base, string UsedBase, IReadOnlyList<PlanFigure> Bau, IReadOnlyList<PlanTarget> Targets, IReadOnlyList<PlanSector> Sectors, IReadOnlyList<Population> Populations);

/// <summary>The city's targets, the straight path between them, and what would come without a plan. Configuration with sources, never constants.</summary>
public sealed class CityPlan
{
    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    static readonly Lazy<CityPlan> TheDefault = new(ReadBangkok);

    CityPlan(PlanData data)
    {
        Data = data;
        Base = data.Base.First(figure => figure.Id == data.UsedBase);
        Bau = new([(Base.Year, Base.TonnesCo2e), .. data.Bau.Select(figure => (figure.Year, figure.TonnesCo2e))]);
        Path = new([(Base.Year, Base.TonnesCo2e), .. data.Targets.Select(target => (target.Year, TonnesOf(target)))]);
    }

    /// <summary>Bangkok's, from plan.json.</summary>
    public static CityPlan Bangkok => TheDefault.Value;

    public PlanData Data { get; }

    public PlanFigure Base { get; }

    /// <summary>The city's total of that year as published, or else the latest before it; the used one where two are of one year.</summary>
    public PlanFigure InventoryOf(int year) =>
        Data.Base.Where(figure => figure.Year <= year).OrderByDescending(figure => figure.Year).ThenByDescending(figure => figure.Id == Data.UsedBase).FirstOrDefault() ?? Base;

    /// <summary>Business as usual: straight from the base year to each stated year.</summary>
    public LinearPath Bau { get; }

    /// <summary>Straight from the base year through the targets. The plan states no years between; the line is ours.</summary>
    public LinearPath Path { get; }

    /// <summary>A plan, or every fault there is: null exactly when there are faults.</summary>
    public static (CityPlan? Plan, IReadOnlyList<AccountFault> Faults) Of(PlanData data)
    {
        AccountFault[] faults = [.. PlanRules.Of(data)];
        return faults.Length == 0 ? (new(data), []) : (null, faults);
    }

    /// <summary>What a target comes to; a relative one is so many per cent below business as usual of its year.</summary>
    public decimal TonnesOf(PlanTarget target) => target.TonnesCo2e ?? Bau.At(target.Year)!.Value * (100 - target.PercentBelowBau!.Value) / 100;

    /// <summary>How far below business as usual the path lies; null where either is not stated.</summary>
    public decimal? RequiredReductionTonnes(int year) => Bau.At(year) - Path.At(year);

    public static PlanData Read(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize<PlanData>(utf8, Strict) ?? throw new JsonException("The plan is null; the shipped plan.json shows its form.");

    static CityPlan ReadBangkok()
    {
        using var json = typeof(CityPlan).Assembly.GetManifestResourceStream("YPort.Twin.Model.City.Plan.plan.json")!;
        var (plan, faults) = Of(JsonSerializer.Deserialize<PlanData>(json, Strict)!);
        return plan ?? throw new InvalidOperationException($"The shipped plan.json does not hold: {string.Join(" ", faults)}");
    }
}
