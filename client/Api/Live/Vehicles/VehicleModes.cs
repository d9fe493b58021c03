namespace YPort.Twin.Api.Live.Vehicles;

/// <summary>Who drives, as one byte of a vehicle's row.</summary>
static class VehicleModes
{
    public static byte Code(string? mode) => mode switch { "auto" => 1, "remote" => 2, "manual" => 3, "safe-stop" => 4, _ => 0 };
}
