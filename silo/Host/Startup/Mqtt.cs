using System.Net;
using Microsoft.Extensions.Options;
using YPort.Twin.Ingest.Mqtt;

namespace YPort.Twin.Host.Startup;

static class Mqtt
{
    /// <exception cref="OptionsValidationException">MQTT would listen beyond this machine without keys.</exception>
    public static void AddMqtt(this WebApplicationBuilder builder, TwinSettings settings)
    {
        if (settings.Mqtt is not ({ Port: 0, Tls.Port: 0 }) && settings.Keys.Count == 0 && !IPAddress.IsLoopback(IPAddress.Parse(settings.Mqtt.Address)))
            throw new OptionsValidationException("Twin", typeof(TwinSettings),
                [$"MQTT would listen at {settings.Mqtt.Address}, open to other machines, but no key is set. Set Twin__Keys__NAME to a key's SHA-256 in hex, which clients send as password, or Twin:Mqtt:Address to 127.0.0.1."]);
        builder.Services.AddMqtt(settings.Mqtt, new KeyDoor(settings.Keys));
    }
}
