namespace YPort.Twin.Tests.Load;

/// <summary>
/// How long a twin works before it is measured: .NET compiles quickly first and well once it has counted what is used, which a busy
/// machine of two processors takes most of a minute for.
/// </summary>
static class WarmUp
{
    public static TimeSpan Time { get; set; } = TimeSpan.FromSeconds(45);
}
