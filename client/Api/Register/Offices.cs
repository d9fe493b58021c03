using YPort.Twin.Api.Asking;
using YPort.Twin.Model.Readings;

namespace YPort.Twin.Api.Register;

/// <summary>Offices of a set: they declare factors and close accounts.</summary>
static class Offices
{
    public static async Task<TwinId[]> Of(CitySet set, IGrainFactory grains) =>
        [.. (await StateEndpoints.Listings(grains)).Select(listing => listing.Register).Where(one => one.Current.Kind == Kinds.Office && one.Current.Set == set).Select(one => one.Id)];

    /// <summary>The one that was named, or the only one that there is; otherwise a fault.</summary>
    public static async Task<TwinId> Chosen(Ask ask, TwinId? named, CitySet set, IGrainFactory grains)
    {
        var offices = await Of(set, grains);
        if (named is { } one ? offices.Contains(one) : offices.Length == 1) return named ?? offices[0];
        ask.Fault("office", named?.ToString(), offices.Length == 0 ? "The set has no office that could do it." : $"The set has these offices: {string.Join(", ", offices)}.", "Register one with PUT /v1/twins/{id} and kind office, or name one of them.");
        return default;
    }
}
