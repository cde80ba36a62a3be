using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Consistency;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision;

namespace FaceGrid.Client;

/// <content>References to grains.</content>
public sealed partial class FaceClient
{
    private IRecognitionGrain Recognition => _connection.Grains.GetGrain<IRecognitionGrain>(GridKeys.DefaultTenant);

    /// <summary>Rewraps the identities' keys under the current key-encryption key.</summary>
    public IKeyRotationGrain KeyRotation => _connection.Grains.GetGrain<IKeyRotationGrain>(GridKeys.DefaultTenant);

    /// <summary>Moves the galleries to another model version.</summary>
    public IModelActivationGrain Activation => _connection.Grains.GetGrain<IModelActivationGrain>(GridKeys.DefaultTenant);

    /// <summary>Compares shards with identities, and repairs.</summary>
    public ITenantCheckGrain Check => _connection.Grains.GetGrain<ITenantCheckGrain>(GridKeys.DefaultTenant);

    private IModelRegistryGrain Registry => _connection.Grains.GetGrain<IModelRegistryGrain>(GridKeys.DefaultTenant);

    private IGalleryGrain Gallery(string gallery) =>
        _connection.Grains.GetGrain<IGalleryGrain>(GridKeys.Gallery(GridKeys.DefaultTenant, CanonicalName.Of(gallery)));

    private IGalleryStatisticsGrain Statistics(string gallery) =>
        _connection.Grains.GetGrain<IGalleryStatisticsGrain>(GridKeys.Gallery(GridKeys.DefaultTenant, CanonicalName.Of(gallery)));

    private IGalleryShardGrain Shard(string gallery, int number) =>
        _connection.Grains.GetGrain<IGalleryShardGrain>(GridKeys.Shard(GridKeys.DefaultTenant, CanonicalName.Of(gallery), number));

    private IIdentityGrain Identity(string identity) =>
        GridKeys.NameError(identity) is { } reason
            ? throw new BadInputException($"identity '{identity}'", reason)
            : _connection.Grains.GetGrain<IIdentityGrain>(GridKeys.Identity(GridKeys.DefaultTenant, CanonicalName.Of(identity)));
}
