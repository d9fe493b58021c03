using System.ComponentModel.DataAnnotations;

namespace YPort.Twin.Ingest;

/// <summary>How much is taken in at a time. Configuration section "Intake".</summary>
public sealed class IntakeOptions
{
    /// <summary>Bytes of bodies being read and of items not yet committed, over all senders; beyond it senders are told to come again.</summary>
    [Range(1L << 20, 1L << 34, ErrorMessage = "Intake:MostBytesInFlight must be 1 MiB to 16 GiB. Change it in appsettings.json or Intake__MostBytesInFlight.")]
    public long MostBytesInFlight { get; set; } = 64L << 20;

    /// <summary>The longest JSON array, which is read whole before anything of it counts.</summary>
    [Range(1 << 10, 1 << 28, ErrorMessage = "Intake:MostBodyBytes must be 1 KiB to 256 MiB. Change it in appsettings.json or Intake__MostBodyBytes.")]
    public int MostBodyBytes { get; set; } = 16 << 20;

    /// <summary>The most items of a JSON array.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Intake:MostItems must be 1 to 1,000,000. Change it in appsettings.json or Intake__MostItems.")]
    public int MostItems { get; set; } = 100_000;

    /// <summary>The longest stream of lines (NDJSON, CSV), which is committed as it comes.</summary>
    [Range(1L << 10, 1L << 40, ErrorMessage = "Intake:MostStreamBytes must be 1 KiB to 1 TiB. Change it in appsettings.json or Intake__MostStreamBytes.")]
    public long MostStreamBytes { get; set; } = 1L << 30;

    /// <summary>How long one shard may take to answer before it is asked again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00",
        ErrorMessage = "Intake:ShardAnswer must be 0.1 to 60 seconds. Change it in appsettings.json or Intake__ShardAnswer.")]
    public TimeSpan ShardAnswer { get; set; } = TimeSpan.FromSeconds(10);

    internal static long LeastInFlight(IntakeOptions options) => 2L * options.MostBodyBytes + (long)options.MostItems * Intake.BytesPerItem;
}
