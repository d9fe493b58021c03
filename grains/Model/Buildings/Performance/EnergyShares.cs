namespace YPort.Twin.Model.Buildings.Performance;

/// <summary>Where a roof's energy went and where the building's came from, over one span that all three meters cover.</summary>
/// <param name="SelfUsedMilliwattHours">Made and used in the building: made − exported.</param>
/// <param name="LoadMilliwattHours">All that the building used: self-used + imported.</param>
public readonly record struct EnergyShares(long MadeMilliwattHours, long ExportedMilliwattHours, long SelfUsedMilliwattHours, long LoadMilliwattHours)
{
    /// <summary>The part of what was made that stayed in the building; null when nothing was made.</summary>
    public decimal? SelfConsumption => Part(SelfUsedMilliwattHours, MadeMilliwattHours);

    /// <summary>The part of what was made that was given to the grid; null when nothing was made.</summary>
    public decimal? ExportShare => Part(ExportedMilliwattHours, MadeMilliwattHours);

    /// <summary>The part of the building's use that came from its roof; null when nothing was used.</summary>
    public decimal? SelfSufficiency => Part(SelfUsedMilliwattHours, LoadMilliwattHours);

    /// <summary>Null when an amount is unknown or below 0, or when more was given than made: such meters contradict each other, and no share of theirs is true.</summary>
    /// <remarks>For a building without storage: a battery's losses and its shift from one span to the next would appear as use.</remarks>
    public static EnergyShares? Of(long? madeMilliwattHours, long? importedMilliwattHours, long? exportedMilliwattHours) =>
        madeMilliwattHours is >= 0 and var made && importedMilliwattHours is >= 0 and var imported && exportedMilliwattHours is >= 0 and var exported && exported <= made
            ? new(made, exported, made - exported, checked(made - exported + imported)) : null;

    static decimal? Part(long part, long whole) => whole == 0 ? null : (decimal)part / whole;
}
