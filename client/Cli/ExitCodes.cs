namespace YPort.Twin.Cli;

/// <summary>What a script learns from <c>twin</c>.</summary>
static class ExitCodes
{
    public const int Well = 0;

    /// <summary>It could not be done, or something is not as it must be; the message says what.</summary>
    public const int Failed = 1;

    /// <summary>All was answered for, but some of it was refused.</summary>
    public const int SomeRefused = 3;
}
