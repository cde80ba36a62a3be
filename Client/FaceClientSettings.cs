using FaceGrid.Grains.Interfaces;
using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Client;

/// <summary>Where a <see cref="FaceClient"/> finds its grains, and which encoder it uses.</summary>
/// <param name="Data">Folder of the local store.</param>
/// <param name="Model">The encoder; null for operations that need none.</param>
/// <param name="Device">cpu, cuda or cuda:N.</param>
/// <param name="Threads">Processor threads of the encoder; 0: one per core.</param>
/// <param name="MayCreate">Creates the store if the folder has none; else such a folder is refused.</param>
public sealed record FaceClientSettings(string Data, ModelEntry? Model, string Device, int Threads, bool MayCreate)
{
    /// <summary>The gallery whose encoder is used.</summary>
    public string Gallery { get; init; } = GridKeys.DefaultGallery;

    /// <summary>
    /// Finds the encoder of a model version, so that the client uses that of the gallery's templates instead of <see cref="Model"/>; null: the
    /// user named <see cref="Model"/>.
    /// </summary>
    public Func<string, ModelEntry>? ModelOfVersion { get; init; }

    /// <summary>Address of a cluster; null: a silo in this process over <see cref="Data"/>.</summary>
    public string? Cluster { get; init; }

    /// <summary>Key-encryption keys; null: newly stored people are not encrypted.</summary>
    public string? KeyFile { get; init; }
}
