using FaceGrid.Grains.Interfaces.Consistency;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Identities;

/// <summary>Compares the person's record with the shards that it lists, and commits the record there again where they lack it.</summary>
internal sealed class IdentityCopies(IdentityContext context, IdentityStore store, IdentityPlaces places)
{
    /// <inheritdoc cref="IIdentityGrain.CheckCopies"/>
    public async Task<IReadOnlyList<CopyFault>> Check(bool repair)
    {
        if (store.Unreadable is { } unreadable)
        {
            return [new(CopyFaultKind.UnreadableRecord, context.Name, null, null, unreadable.Reason, Repaired: false)];
        }

        if (store.Record is not { } record)
        {
            return [];
        }

        var faulty = new List<GalleryMembership>();
        var faults = new List<CopyFault>();
        foreach (var place in record.Galleries)
        {
            var state = await context.Shard(place).StateOf(IdentityPlaces.Entry(record, place.ModelVersion, store.Key));
            if (state is HeldState.Absent or HeldState.Differs)
            {
                faulty.Add(place);
                var kind = state is HeldState.Absent ? CopyFaultKind.RecordWithoutEntry : CopyFaultKind.EntryDiffers;
                faults.Add(new CopyFault(kind, context.Name, place.Gallery, place.Shard, Reason: null, repair));
            }
        }

        if (repair && faulty.Count > 0)
        {
            using var change = store.BeginChange();
            await places.Commit(faulty, store.Key);
        }

        return faults;
    }
}
