using System.Text.Json;
using System.Text.Json.Serialization;
using YPort.Twin.Model.City.Inventory;

namespace YPort.Twin.Model.City.Actions;

/// <summary>All actions that the city shows.</summary>
public sealed class Portfolio
{
    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    static readonly Lazy<Portfolio> TheDefault = new(ReadDefault);

    Portfolio(IReadOnlyList<ClimateAction> actions) => Actions = actions;

    /// <summary>Those of the cooperation of Yokohama and Bangkok, from actions.json.</summary>
    public static Portfolio YPort => TheDefault.Value;

    public IReadOnlyList<ClimateAction> Actions { get; }

    /// <summary>A portfolio, or every fault there is: null exactly when there are faults.</summary>
    public static (Portfolio? Portfolio, IReadOnlyList<AccountFault> Faults) Of(IEnumerable<ClimateAction> actions)
    {
        var all = actions.ToArray();
        AccountFault[] faults = [.. all.SelectMany(ActionRules.Alone), .. ActionRules.Together(all)];
        return faults.Length == 0 ? (new(all), []) : (null, faults);
    }

    /// <summary>What metered actions brought toward the city's own target, and which of them could not be worked out.</summary>
    /// <returns>Null tonnes when none could.</returns>
    public static (decimal? Tonnes, IReadOnlyList<string> Unknown) Delivered(IEnumerable<Achievement> achievements)
    {
        decimal? sum = null;
        List<string> unknown = [];
        foreach (var achievement in achievements)
            if (achievement.TowardOwnTargetTonnes is { } own) sum = (sum ?? 0) + own;
            else unknown.Add(achievement.Action);
        return (sum, unknown);
    }

    static Portfolio ReadDefault()
    {
        using var json = typeof(Portfolio).Assembly.GetManifestResourceStream("YPort.Twin.Model.City.Actions.actions.json")!;
        var (portfolio, faults) = Of(JsonSerializer.Deserialize<ClimateAction[]>(json, Strict)!);
        return portfolio ?? throw new InvalidOperationException($"The shipped actions.json does not hold: {string.Join(" ", faults)}");
    }
}
