using FaceGrid.Grains.Interfaces;
using FaceGrid.Silo.Local;
using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Client;

/// <summary>Grains and encoder of a <see cref="FaceClient"/>.</summary>
/// <param name="Data">Folder of the local store.</param>
/// <param name="Model">The encoder; null for operations that need none.</param>
/// <param name="Device">cpu, cuda or cuda:N.</param>
/// <param name="Threads">Processor threads of the encoder; 0: one per core.</param>
/// <param name="MayCreate">True: creates the store if the folder has none. False: such a folder is refused.</param>
public sealed record FaceClientSettings(string Data, ModelEntry? Model, string Device, int Threads, bool MayCreate)
{
    /// <summary>The gallery whose encoder is used.</summary>
    public string Gallery { get; init; } = GridKeys.DefaultGallery;

    /// <summary>
    /// Finds the encoder of a model version, so that the client uses the encoder of the gallery's templates instead of
    /// <see cref="Model"/>; null: the user chose <see cref="Model"/> explicitly.
    /// </summary>
    public Func<string, ModelEntry>? ModelOfVersion { get; init; }

    /// <summary>Address of a cluster; null: a silo in this process over <see cref="Data"/>.</summary>
    public string? Cluster { get; init; }

    /// <summary>Encryption of the identities of <see cref="Data"/>; the silos of a cluster have their own.</summary>
    public required LocalEncryption Encryption { get; init; }
}
