using FaceGrid.Client.Connections;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Silo.Local;
using FaceGrid.Vision;

namespace FaceGrid.Client;

/// <content>Opening of a client.</content>
public sealed partial class FaceClient
{
    /// <summary>True if the folder has a store of identities.</summary>
    public static bool HasStore(string data) => File.Exists(StoreOf(data));

    /// <summary>Connects to the cluster, or locks the data folder and starts its silo in this process.</summary>
    /// <exception cref="DataFolderInUseException">Another process holds the folder.</exception>
    /// <exception cref="BadInputException">The folder or the store in it is unusable, or no silo of the cluster answers.</exception>
    public static async Task<FaceClient> Open(FaceClientSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Cluster is not null)
        {
            return await OpenCluster(settings, settings.Cluster, cancellationToken);
        }

        if (!settings.MayCreate && !HasStore(settings.Data))
        {
            throw new BadInputException(settings.Data, "has no enrolled identities yet; start with: facegrid enroll ID PHOTO");
        }

        var options = new LocalStoreOptions(settings.Data, Path.Combine(settings.Data, "blobs"))
        {
            Encryption = settings.Encryption,
            Encoder = settings.Model?.Encoder,
            Device = settings.Device,
            Threads = settings.Threads,
        };
        var connection = await GridConnection.StartLocal(options, cancellationToken);
        try
        {
            var version = settings.Model?.Encoder.Version;
            GalleryDescription? gallery = null;
            if (version is not null && settings.ModelOfVersion is { } find)
            {
                (gallery, var used) = await VersionOf(connection, settings.Gallery);
                if (used is not null && used != version)
                {
                    connection.UseEncoder(find(used).Encoder);
                    version = used;
                }
            }

            return new FaceClient(connection, version, gallery);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Encoders and stores belong to the cluster; this process sends aligned faces and requests.</summary>
    private static async Task<FaceClient> OpenCluster(FaceClientSettings settings, string cluster, CancellationToken cancellationToken)
    {
        var connection = await GridConnection.ConnectCluster(cluster, cancellationToken);
        if (settings.ModelOfVersion is null)
        {
            return new FaceClient(connection, settings.Model?.Encoder.Version, gallery: null);
        }

        var (gallery, used) = await Transient.Retry(() => VersionOf(connection, settings.Gallery), Patience, cancellationToken, Silence);
        return new FaceClient(connection, used ?? settings.Model?.Encoder.Version, gallery);
    }

    /// <summary>
    /// Describes a gallery, and the model version of its templates; of an empty gallery the active version; null: none is active.
    /// </summary>
    private static async Task<(GalleryDescription Gallery, string? Version)> VersionOf(GridConnection connection, string gallery)
    {
        var key = GridKeys.Gallery(GridKeys.DefaultTenant, CanonicalName.Of(gallery));
        var description = await connection.Grains.GetGrain<IGalleryGrain>(key).Describe();
        return (
            description,
            description.ModelVersion ?? await connection.Grains.GetGrain<IModelRegistryGrain>(GridKeys.DefaultTenant).GetActive());
    }

    private static string StoreOf(string data) => Path.Combine(data, "grains.db");
}
