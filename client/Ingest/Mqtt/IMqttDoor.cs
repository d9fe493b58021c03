using System.Security.Cryptography;

namespace YPort.Twin.Ingest.Mqtt;

/// <summary>Who may come in.</summary>
public interface IMqttDoor
{
    /// <param name="isLocal">The client is on this machine.</param>
    /// <param name="password">As in CONNECT; empty when there is none.</param>
    MqttEntry Enter(bool isLocal, ReadOnlySpan<byte> password);
}

/// <summary>What the door says.</summary>
/// <param name="Answer">Whether the client comes in.</param>
/// <param name="Key">Name of the key that opened; "" when none was needed.</param>
public readonly record struct MqttEntry(MqttEntryAnswer Answer, string Key = "");

public enum MqttEntryAnswer
{
    Open,

    /// <summary>A key is needed and none was shown.</summary>
    KeyMissing,

    /// <summary>The key that was shown is none of ours.</summary>
    KeyWrong,
}

/// <summary>Anyone on this machine; from elsewhere whoever shows a key as password.</summary>
/// <param name="keys">By name: SHA-256 of the key, in hex.</param>
public sealed class KeyDoor(IReadOnlyDictionary<string, string> keys) : IMqttDoor
{
    readonly (string Name, byte[] Hash)[] _known = [.. keys.Select(key => (key.Key, Convert.FromHexString(key.Value)))];

    public MqttEntry Enter(bool isLocal, ReadOnlySpan<byte> password)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(password, hash);
        string? found = null;
        foreach (var (name, known) in _known)
            if (CryptographicOperations.FixedTimeEquals(known, hash)) found = name;
        if (found is not null) return new(MqttEntryAnswer.Open, found);
        return new(isLocal ? MqttEntryAnswer.Open : password.IsEmpty ? MqttEntryAnswer.KeyMissing : MqttEntryAnswer.KeyWrong);
    }
}
