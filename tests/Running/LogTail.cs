using System.Diagnostics;

namespace YPort.Twin.Tests.Running;

/// <summary>The last lines that a process wrote, for the message of a failing test.</summary>
sealed class LogTail
{
    const int MostLines = 200;

    readonly Queue<string> _lines = new();

    public LogTail(Process process)
    {
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public override string ToString()
    {
        lock (_lines) return _lines.Count == 0 ? "It wrote nothing." : $"Its last words:\n{string.Join('\n', _lines)}";
    }

    void Keep(string? line)
    {
        if (line is null) return;
        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > MostLines) _lines.Dequeue();
        }
    }
}
