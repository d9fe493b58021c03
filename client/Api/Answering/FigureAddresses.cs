using System.Collections.Immutable;
using YPort.Twin.Api.City;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Api.Answering;

/// <summary>The addresses that explain a figure of a time over several twins.</summary>
sealed class FigureAddresses(CitySet set, Window from, Window to)
{
    /// <summary>The city's own figure counts the twins in the city; where one was ever outside, each has an address of its own.</summary>
    /// <param name="twins">All that contribute.</param>
    public ImmutableArray<string> Of(IReadOnlyList<TwinRegister> twins, string figure)
    {
        if (twins.Count == 1) return [OfTwin(twins[0].Id, figure)];
        var outside = twins.Any(twin => twin.Entries.OfType<Described>().Any(entry => !entry.Description.InCity));
        return !outside && twins.Count > 0 ? [Address("city", figure)] : [.. twins.Select(twin => OfTwin(twin.Id, figure))];
    }

    string OfTwin(TwinId twin, string figure) => Address($"twins/{twin}", figure);

    string Address(string scope, string figure) => $"/v1/explain/{scope}/{figure}?set={FigureComposer.Word(set)}&from={from}&to={to}";
}
