using Microsoft.Extensions.Options;
using YPort.Twin.Contracts.Intake;

namespace YPort.Twin.Ingest;

/// <summary>Counts the bytes that senders have sent and the journal does not hold yet, and refuses more than is allowed: memory stays bounded.</summary>
sealed class InFlight(IOptions<IntakeOptions> options)
{
    readonly long _most = options.Value.MostBytesInFlight;
    long _bytes;

    public long Bytes => Volatile.Read(ref _bytes);

    /// <exception cref="TwinBusyException">Too much is in flight.</exception>
    public Share Take(long bytes)
    {
        var share = new Share(this);
        share.More(bytes);
        return share;
    }

    /// <summary>One sender's part; given back at its end.</summary>
    public sealed class Share(InFlight all) : IDisposable
    {
        long _mine;

        /// <exception cref="TwinBusyException">Too much is in flight; what was taken before stays taken.</exception>
        public void More(long bytes)
        {
            var now = Interlocked.Add(ref all._bytes, bytes);
            // A single sender may always have its turn: otherwise one that is larger than the bound would never be taken.
            if (now > all._most && now > bytes + _mine)
            {
                Interlocked.Add(ref all._bytes, -bytes);
                throw new TwinBusyException($"{now} bytes would be in flight, {all._most} are allowed (Intake:MostBytesInFlight). Send the same again in a second.");
            }
            _mine += bytes;
        }

        public void Dispose()
        {
            Interlocked.Add(ref all._bytes, -_mine);
            _mine = 0;
        }
    }
}
