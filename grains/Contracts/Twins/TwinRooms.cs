using YPort.Twin.Contracts.Buildings;
using YPort.Twin.Contracts.EWaste;
using YPort.Twin.Contracts.Shuttles;
using YPort.Twin.Contracts.Things;
using YPort.Twin.Contracts.Waste;
using YPort.Twin.Model.Readings;
using YPort.Twin.Model.Register;

namespace YPort.Twin.Contracts.Twins;

/// <summary>Which grain a twin is, by its kind.</summary>
public static class TwinRooms
{
    public static ITwinGrain Twin(this IGrainFactory grains, TwinRegister register) => register.Current.Kind switch
    {
        Kinds.Building => grains.GetGrain<IBuildingGrain>(register.Id.ToString()),
        Kinds.Shuttle => grains.GetGrain<IShuttleGrain>(register.Id.ToString()),
        Kinds.WasteSite => grains.GetGrain<IWasteSiteGrain>(register.Id.ToString()),
        Kinds.EWastePoint => grains.GetGrain<IEWastePointGrain>(register.Id.ToString()),
        Kinds.Thing or Kinds.Office => grains.GetGrain<IThingGrain>(register.Id.ToString()),
        var kind => throw new InvalidOperationException($"No room for the kind \"{kind}\" of \"{register.Id}\"."),
    };
}
