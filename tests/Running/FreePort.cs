using System.Net;
using System.Net.Sockets;

namespace YPort.Twin.Tests.Running;

/// <summary>
/// A port on loopback that nobody listens on, and that this process gives out once. It lies below those that the system gives to outgoing connections:
/// between the asking and the listening, which may be a silo's join of many seconds, one of them could take it.
/// </summary>
public static class FreePort
{
    const int First = 15_000, End = 32_000;

    static readonly Lock Lock = new();
    static readonly HashSet<int> Given = [];

    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, End);
            lock (Lock)
                if (!Given.Add(port)) continue;
            try
            {
                using TcpListener listener = new(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
