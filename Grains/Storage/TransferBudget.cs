using System.Runtime.CompilerServices;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Storage;

/// <summary>Bytes that the transfers of one tenant hold on one silo, in memory and in temporary files.</summary>
internal sealed class TransferBudget
{
    /// <summary>Two blobs of the largest size.</summary>
    public const long MostBytes = 1L << 30;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly ConditionalWeakTable<IBlobStore, TransferBudget> BySilo = [];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _held = new(StringComparer.Ordinal);

    private TransferBudget()
    {
    }

    /// <summary>The budget of the silo with this store.</summary>
    public static TransferBudget Of(IBlobStore blobs) => BySilo.GetValue(blobs, _ => new TransferBudget());

    /// <summary>Takes bytes, which <see cref="Return"/> gives back.</summary>
    /// <exception cref="GridRequestException"><see cref="GridError.TooManyRequests"/>: the tenant's transfers hold too many.</exception>
    public void Take(string tenant, long bytes)
    {
        lock (_gate)
        {
            var held = _held.GetValueOrDefault(tenant);
            if (held + bytes > MostBytes)
            {
                throw new GridRequestException(
                    GridError.TooManyRequests,
                    $"tenant '{tenant}'",
                    $"has transfers of {held} bytes under way on this silo, and {MostBytes} are permitted; ask again later",
                    Pause);
            }

            _held[tenant] = held + bytes;
        }
    }

    /// <summary>Gives bytes back.</summary>
    public void Return(string tenant, long bytes)
    {
        lock (_gate)
        {
            var held = _held.GetValueOrDefault(tenant) - bytes;
            if (held > 0)
            {
                _held[tenant] = held;
            }
            else
            {
                _held.Remove(tenant);
            }
        }
    }
}
