using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Identities;

/// <summary>
/// The shards that hold copies of the person's templates (docs/adr/0010). A move is an enrolment in one more shard, followed by a removal
/// from the old one. In between the record has two memberships of one gallery and version, and every other change of the person applies to
/// both copies.
/// </summary>
internal sealed class IdentityPlaces(IdentityContext context, IdentityStore store)
{
    public static ShardEntry Entry(IdentityRecord record, string modelVersion, WrappedKey? key) =>
        ShardEntries.Of(record, modelVersion, key);

    /// <summary>Prepares the record's entry in a shard.</summary>
    /// <returns>False: the shard does not admit the person.</returns>
    public Task<bool> Prepare(GalleryMembership place, IdentityRecord record, WrappedKey? key) =>
        context.Shard(place).Prepare(place.ModelVersion, Entry(record, place.ModelVersion, key));

    /// <summary>
    /// Prepares the entry in a shard of the gallery; where one does not admit the person, in the next that the gallery reserves.
    /// </summary>
    /// <param name="reserve">Reserves a shard, given one that turned out to be full.</param>
    /// <returns>The membership with the shard that holds the prepared entry.</returns>
    public async Task<GalleryMembership> PrepareNew(
        GalleryMembership place, IdentityRecord record, WrappedKey? key, Func<int?, Task<int>> reserve)
    {
        while (!await Prepare(place, record, key))
        {
            place = place with { Shard = await reserve(place.Shard) };
        }

        return place;
    }

    /// <summary>
    /// As <see cref="PrepareNew"/>, in a newly reserved shard for a model version that need not be the gallery's active one.
    /// </summary>
    /// <param name="fullShard">A shard that turned out to be full, or null.</param>
    public async Task<GalleryMembership> PrepareReserved(
        string gallery, string modelVersion, int? fullShard, IdentityRecord record, WrappedKey? key)
    {
        var grain = context.Gallery(gallery);
        var place = new GalleryMembership(gallery, await grain.ReserveFor(modelVersion, fullShard), modelVersion);
        return await PrepareNew(place, record, key, full => grain.ReserveFor(modelVersion, full));
    }

    /// <summary>
    /// Prepares the entry wherever the record lists the gallery and version, which is two shards during a move; otherwise in a new shard.
    /// </summary>
    public async Task<IReadOnlyList<GalleryMembership>> PrepareIn(
        string gallery, string modelVersion, IdentityRecord record, WrappedKey? key)
    {
        var places = new List<GalleryMembership>();
        foreach (var known in record.Galleries.Where(m => m.Gallery == gallery && m.ModelVersion == modelVersion))
        {
            if (await Prepare(known, record, key))
            {
                places.Add(known);
            }
        }

        return places.Count > 0 ? places : [await PrepareReserved(gallery, modelVersion, fullShard: null, record, key)];
    }

    /// <summary>
    /// Commits the durable record in shards. A shard that has given the person up and admits no one is replaced by another.
    /// </summary>
    public async Task Commit(IReadOnlyList<GalleryMembership> places, WrappedKey? key)
    {
        var record = store.Record!;
        var taken = await Task.WhenAll(places.Select(p => context.Shard(p).Commit(p.ModelVersion, Entry(record, p.ModelVersion, key))));
        foreach (var (lost, _) in places.Zip(taken).Where(p => !p.Second))
        {
            var left = Without(lost);
            if (left.Galleries.Any(m => m.Gallery == lost.Gallery && m.ModelVersion == lost.ModelVersion))
            {
                await store.Write(left, key);
                continue;
            }

            var place = await PrepareReserved(lost.Gallery, lost.ModelVersion, lost.Shard, left, key);
            await store.Write(left with { Galleries = [.. left.Galleries, place] }, key);
            await Commit([place], key);
        }
    }

    /// <summary>
    /// All shards that may hold a copy: an interrupted move can have left one that the record does not list yet, or no longer lists.
    /// </summary>
    public async Task<List<GalleryMembership>> Everywhere(IdentityRecord record)
    {
        var places = record.Galleries.ToList();
        foreach (var gallery in record.Galleries.Select(m => m.Gallery).Distinct(StringComparer.Ordinal))
        {
            if ((await context.Gallery(gallery).Layout()).Rebalance is { } running)
            {
                places.AddRange([new(gallery, running.From, running.ModelVersion), new(gallery, running.To, running.ModelVersion)]);
            }
        }

        return [.. places.Distinct()];
    }

    /// <summary>Erases copies of a person without a record from every shard of the tenant.</summary>
    public async Task EraseCopies()
    {
        var tenant = new TenantPeople(context.Grains, context.Tenant);
        var shards = await tenant.Shards(await tenant.Galleries([]));
        await Task.WhenAll(shards.Select(s => s.CommitRemoval(context.Name)));
    }

    /// <inheritdoc cref="IIdentityGrain.Move"/>
    public async Task<MoveOutcome> Move(string gallery, Rebalance rebalance, bool onlyBegun, CancellationToken cancellationToken)
    {
        if (store.Unreadable is not null)
        {
            return MoveOutcome.Unreadable;
        }

        using var change = store.BeginChange();
        var source = new GalleryMembership(gallery, rebalance.From, rebalance.ModelVersion);
        if (store.Record?.Galleries.Contains(source) != true)
        {
            // An entry that the old shard may still have was given up before.
            await context.Shard(source).CommitRemoval(context.Name);
            return MoveOutcome.NotThere;
        }

        // An interrupted move left the person in a second shard. There is no third.
        var key = store.Key;
        var target = store.Record.Galleries.FirstOrDefault(
            m => m != source && m.Gallery == gallery && m.ModelVersion == rebalance.ModelVersion);
        if (target is null)
        {
            if (onlyBegun)
            {
                return MoveOutcome.NotBegun;
            }

            cancellationToken.ThrowIfCancellationRequested();
            target = source with { Shard = rebalance.To };
            if (!await BeginMove(target, key))
            {
                return MoveOutcome.TargetFull;
            }
        }

        // The order matters: a search that misses the person in the old shard finds the person in the new one.
        if (!await context.Shard(target).Commit(target.ModelVersion, Entry(store.Record, target.ModelVersion, key)))
        {
            await Leave(target, key);
            return MoveOutcome.TargetFull;
        }

        if (!await context.Shard(source).Release(context.Name, rebalance.Layout))
        {
            await Leave(target, key);
            return MoveOutcome.NotGiven;
        }

        await store.Write(Without(source), key);
        await context.Shard(source).CommitRemoval(context.Name);
        return MoveOutcome.Moved;
    }

    private async Task<bool> BeginMove(GalleryMembership target, WrappedKey? key)
    {
        // A new version of the record: its first version is that of a new person, who needs a place under the tenant's limit.
        var record = store.Record!;
        var moving = record with { Version = record.Version + 1, Galleries = [.. record.Galleries, target] };
        if (!await Prepare(target, moving, key))
        {
            return false;
        }

        await store.Write(moving, key);
        return true;
    }

    private async Task Leave(GalleryMembership place, WrappedKey? key)
    {
        await context.Shard(place).PrepareRemoval(context.Name);
        await store.Write(Without(place), key);
        await context.Shard(place).CommitRemoval(context.Name);
    }

    private IdentityRecord Without(GalleryMembership place) =>
        store.Record! with { Galleries = [.. store.Record!.Galleries.Where(m => m != place)] };
}
