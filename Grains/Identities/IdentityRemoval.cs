using FaceGrid.Grains.Interfaces;

namespace FaceGrid.Grains.Identities;

/// <summary>Removal of a person by a two-phase commit with the shards that may hold copies.</summary>
internal sealed class IdentityRemoval(IdentityContext context, IdentityStore store, IdentityPlaces places, IdentityPhotos photos)
{
    /// <returns>False: there was no such person.</returns>
    public async Task<bool> Run(CancellationToken cancellationToken)
    {
        store.ThrowIfUnreadable(error => error is GridError.MissingKey);

        // A record that cannot be decrypted is removed all the same.
        if (store.Stored is not { } record)
        {
            // An earlier removal may have ended with an unknown outcome, or before the shards erased their copies.
            await store.EraseKey();
            await places.EraseCopies();
            return false;
        }

        using var change = store.BeginChange();
        var everywhere = await places.Everywhere(record);
        await Task.WhenAll([store.MarkKeyForRemoval(), .. everywhere.Select(m => context.Shard(m).PrepareRemoval(context.Name))]);
        cancellationToken.ThrowIfCancellationRequested();
        await photos.Delete(record);
        await store.Clear();

        // Before the shards erase their entries: while these are in doubt, a crash at this point is detected, and the key is still erased.
        await store.EraseKey();
        await Task.WhenAll(everywhere.Select(m => context.Shard(m).CommitRemoval(context.Name)));
        return true;
    }
}
