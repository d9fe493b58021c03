using System.Net;
using System.Net.Sockets;

namespace YPort.Twin.Tests.Running;

/// <summary>A port on loopback that nobody listens on, and that this process gives out once.</summary>
public static class FreePort
{
    static readonly Lock Lock = new();
    static readonly HashSet<int> Given = [];

    public static int Next()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            lock (Lock)
                if (Given.Add(port)) return port;
        }
    }
}
