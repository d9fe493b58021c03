using System.Buffers.Binary;
using System.Text;

namespace YPort.Twin.Tests.Mqtt.Wire;

/// <summary>What a client says, byte by byte and by hand: the twin's own writer must not vouch for its reader.</summary>
static class Say
{
    public static byte[] Packet(int first, params byte[][] parts)
    {
        byte[] body = [.. parts.SelectMany(part => part)];
        return [(byte)first, .. Variable(body.Length), .. body];
    }

    public static byte[] Variable(int value)
    {
        List<byte> bytes = [];
        do
        {
            bytes.Add((byte)(value & 0x7F | (value > 0x7F ? 0x80 : 0)));
            value >>= 7;
        }
        while (value > 0);
        return [.. bytes];
    }

    public static byte[] Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    public static byte[] Bytes(byte[] bytes) => [.. U16(bytes.Length), .. bytes];

    public static byte[] U16(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }

    public static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] Properties(params byte[][] properties) => [.. Variable(properties.Sum(property => property.Length)), .. properties.SelectMany(property => property)];

    public static byte[] User(string name, string value) => [0x26, .. Text(name), .. Text(value)];

    public static byte[] Connect(
        int version = 5, string clientId = "", bool clean = true, int keepAlive = 60, byte[]? properties = null, (string Topic, string Payload)? will = null,
        int willQos = 0, byte[]? willProperties = null, string? user = null, string? password = null, int? flags = null)
    {
        var said = flags ?? (clean ? 2 : 0) | (will is null ? 0 : 4 | willQos << 3) | (password is null ? 0 : 0x40) | (user is null ? 0 : 0x80);
        return Packet(0x10, Text("MQTT"), [(byte)version, (byte)said], U16(keepAlive),
            version == 5 ? properties ?? Properties() : [], Text(clientId),
            will is null ? [] : [.. version == 5 ? willProperties ?? Properties() : [], .. Text(will.Value.Topic), .. Text(will.Value.Payload)],
            user is null ? [] : Text(user), password is null ? [] : Text(password));
    }

    public static byte[] Publish(string topic, string payload, int qos = 1, int packetId = 1, int version = 5, byte[]? properties = null, bool duplicate = false, bool retain = false) =>
        Publish(topic, Encoding.UTF8.GetBytes(payload), qos, packetId, version, properties, duplicate, retain);

    public static byte[] Publish(string topic, byte[] payload, int qos, int packetId, int version = 5, byte[]? properties = null, bool duplicate = false, bool retain = false) =>
        Packet(0x30 | (duplicate ? 8 : 0) | qos << 1 | (retain ? 1 : 0), Text(topic), qos > 0 ? U16(packetId) : [], version == 5 ? properties ?? Properties() : [], payload);

    public static byte[] Subscribe(string filter, int options = 0, int packetId = 1, int version = 5, byte[]? properties = null) => Subscribe([(filter, options)], packetId, version, properties);

    public static byte[] Subscribe((string Filter, int Options)[] requests, int packetId = 1, int version = 5, byte[]? properties = null) =>
        Packet(0x82, U16(packetId), version == 5 ? properties ?? Properties() : [], [.. requests.SelectMany(request => Text(request.Filter).Append((byte)request.Options))]);

    public static byte[] Unsubscribe(string filter, int packetId = 1, int version = 5) => Packet(0xA2, U16(packetId), version == 5 ? Properties() : [], Text(filter));

    public static byte[] Puback(int packetId) => Packet(0x40, U16(packetId));

    public static byte[] Ping() => Packet(0xC0);

    public static byte[] Disconnect(int? reason = null, byte[]? properties = null) => Packet(0xE0, reason is { } code ? [(byte)code] : [], reason is null ? [] : properties ?? Properties());
}
