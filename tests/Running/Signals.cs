using System.Diagnostics;
using System.Runtime.InteropServices;

namespace YPort.Twin.Tests.Running;

/// <summary>What a process can be told from outside.</summary>
static partial class Signals
{
    // Linux numbers, of x86-64 and ARM alike.
    const int SigQuit = 3, SigTerm = 15, SigCont = 18, SigStop = 19;

    public static void Quit(this Process process) => Send(process, SigQuit);
    public static void Terminate(this Process process) => Send(process, SigTerm);
    public static void Halt(this Process process) => Send(process, SigStop);
    public static void Resume(this Process process) => Send(process, SigCont);

    static void Send(Process process, int signal)
    {
        if (!process.HasExited && Kill(process.Id, signal) != 0)
            throw new InvalidOperationException($"Signal {signal} did not reach process {process.Id}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
