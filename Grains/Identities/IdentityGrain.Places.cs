using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Identities;

/// <summary>
/// In which shards the person is (docs/adr/0010). A move is an enrolment into one more shard, then a removal from the old one. In between there are
/// two memberships of one gallery and version, and whatever else happens to the person happens to both copies.
/// </summary>
public sealed partial class IdentityGrain
{
    public async Task<MoveOutcome> Move(string gallery, Rebalance rebalance, bool onlyBegun, CancellationToken cancellationToken)
    {
        if (_unreadable is not null)
        {
            return MoveOutcome.Unreadable;
        }

        var source = new GalleryMembership(gallery, rebalance.From, rebalance.ModelVersion);
        if (_durable?.Galleries.Contains(source) != true)
        {
            // What the old shard may still have of the person was given up before.
            await Shard(source).CommitRemoval(Name);
            return MoveOutcome.NotThere;
        }

        // A move that was cut off left the person in a second place. There is no third.
        var key = _durableKey;
        var target = _durable.Galleries.FirstOrDefault(m => m != source && m.Gallery == gallery && m.ModelVersion == rebalance.ModelVersion);
        if (target is null)
        {
            if (onlyBegun)
            {
                return MoveOutcome.NotBegun;
            }

            cancellationToken.ThrowIfCancellationRequested();
            target = source with { Shard = rebalance.To };

            // A version of its own: the first is that of somebody new, who needs a place under the tenant's limit.
            var moving = _durable with { Version = _durable.Version + 1, Galleries = [.. _durable.Galleries, target] };
            if (!await Shard(target).Prepare(target.ModelVersion, Entry(moving, target.ModelVersion, key)))
            {
                return MoveOutcome.TargetFull;
            }

            await Write(moving, key);
        }

        // The order matters: who misses the person in the old shard finds them in the new one.
        if (!await Shard(target).Commit(target.ModelVersion, Entry(_durable, target.ModelVersion, key)))
        {
            await Leave(target, key);
            return MoveOutcome.TargetFull;
        }

        if (!await Shard(source).Release(Name, rebalance.Layout))
        {
            await Leave(target, key);
            return MoveOutcome.NotGiven;
        }

        await Write(Without(source), key);
        await Shard(source).CommitRemoval(Name);
        return MoveOutcome.Moved;
    }

    /// <summary>Makes the shards show what is durable. One that takes nobody any more, and had given the person up, is replaced.</summary>
    private async Task Publish(IReadOnlyList<GalleryMembership> places, WrappedKey? key)
    {
        var record = _durable!;
        var taken = await Task.WhenAll(places.Select(p => Shard(p).Commit(p.ModelVersion, Entry(record, p.ModelVersion, key))));
        foreach (var (lost, _) in places.Zip(taken).Where(p => !p.Second))
        {
            var left = Without(lost);
            if (left.Galleries.Any(m => m.Gallery == lost.Gallery && m.ModelVersion == lost.ModelVersion))
            {
                await Write(left, key);
                continue;
            }

            var place = await PrepareAnew(lost.Gallery, lost.ModelVersion, lost.Shard, left, key);
            await Write(left with { Galleries = [.. left.Galleries, place] }, key);
            await Publish([place], key);
        }
    }

    /// <summary>Where there may be copies: a move that was cut off can have left one that the record does not have yet, or not any more.</summary>
    private async Task<List<GalleryMembership>> Everywhere(IdentityRecord record)
    {
        var places = record.Galleries.ToList();
        foreach (var gallery in record.Galleries.Select(m => m.Gallery).Distinct(StringComparer.Ordinal))
        {
            if ((await GrainFactory.GetGrain<IGalleryGrain>(GridKeys.Gallery(Tenant, gallery)).Layout()).Rebalance is { } running)
            {
                places.AddRange([new(gallery, running.From, running.ModelVersion), new(gallery, running.To, running.ModelVersion)]);
            }
        }

        return [.. places.Distinct()];
    }

    private async Task Leave(GalleryMembership place, WrappedKey? key)
    {
        await Shard(place).PrepareRemoval(Name);
        await Write(Without(place), key);
        await Shard(place).CommitRemoval(Name);
    }

    private IdentityRecord Without(GalleryMembership place) => _durable! with { Galleries = [.. _durable!.Galleries.Where(m => m != place)] };

    private async Task<GalleryMembership> PrepareAnew(string gallery, string modelVersion, int? fullShard, IdentityRecord record, WrappedKey? key)
    {
        var grain = GrainFactory.GetGrain<IGalleryGrain>(GridKeys.Gallery(Tenant, gallery));
        var place = new GalleryMembership(gallery, await grain.ReserveFor(modelVersion, fullShard), modelVersion);
        while (!await Shard(place).Prepare(modelVersion, Entry(record, modelVersion, key)))
        {
            place = place with { Shard = await grain.ReserveFor(modelVersion, place.Shard) };
        }

        return place;
    }
}
