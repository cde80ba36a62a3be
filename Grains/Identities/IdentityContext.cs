using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Identities;

/// <summary>The surroundings that the parts of one identity grain share.</summary>
/// <param name="Owner">The grain's key, <c>tenant/identity</c>.</param>
/// <param name="EndUnlessDefinite">Awaits a write, and deactivates the grain unless a failure changed nothing.</param>
internal sealed record IdentityContext(string Owner, IGrainFactory Grains, TimeProvider Time, Func<Task, Task> EndUnlessDefinite)
{
    public string Tenant => GridKeys.TenantOf(Owner);

    /// <summary>The identity's name within the tenant.</summary>
    public string Name => GridKeys.NameOf(Owner);

    public IGalleryGrain Gallery(string name) => Grains.GetGrain<IGalleryGrain>(GridKeys.Gallery(Tenant, name));

    public IGalleryShardGrain Shard(GalleryMembership membership) =>
        Grains.GetGrain<IGalleryShardGrain>(GridKeys.Shard(Tenant, membership.Gallery, membership.Shard));

    /// <summary>A refusal that is about the identity.</summary>
    public GridRequestException Refusal(GridError error, string reason) => new(error, $"identity '{Name}'", reason);
}
