using System.Security.Cryptography;
using FaceGrid.Cli.Models.Downloads;
using FaceGrid.Cli.Models.Published;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Files;
using FaceGrid.Vision.Weights;
using FaceGrid.Vision.Weights.Catalog;
using FaceGrid.Vision.Weights.Import;

namespace FaceGrid.Cli.Models;

/// <summary>The folder <c>models</c> of the data folder: pulled and imported models as NAME.safetensors.</summary>
internal sealed class ModelStore(string data, PublishedModels published)
{
    private readonly string _folder = Path.Combine(data, "models");

    /// <summary>Path of a model, whether it exists or not.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name + ".safetensors");

    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Imports a file of any supported format under a name.</summary>
    /// <param name="network">Architecture that the weights must fit; null: the one called <paramref name="name"/>.</param>
    /// <param name="replace">Replace an existing model of that name.</param>
    /// <exception cref="BadInputException">The file, the name or the network is unusable; nothing was changed.</exception>
    public ModelReceipt Import(string file, string name, string? network, bool replace)
    {
        CheckName(name, replace);
        using var weights = PublishedWeights.Open(file);
        if (KnownNetwork.Find(network ?? name) is { } known)
        {
            return Install(weights, known, name);
        }

        if (network is not null || weights.Format != PublishedFormat.SafeTensors)
        {
            throw new BadInputException(
                $"network '{network ?? name}'", $"is unknown; --network accepts {string.Join(", ", KnownNetwork.All.Select(n => n.Name))}");
        }

        return InstallEncoder(file, name);
    }

    /// <summary>Downloads a published model, verifies it and imports it.</summary>
    /// <param name="address">Mirror: address of the file, or of the folder with the files; null: the published addresses.</param>
    /// <param name="progress">Called with the bytes received, summed over all files.</param>
    /// <exception cref="DownloadFailedException">The download failed; the message names the files for a manual import.</exception>
    /// <exception cref="BadInputException">Unknown model, or the content is not the published one.</exception>
    public async Task<ModelReceipt> Pull(
        PublishedModel model,
        Uri? address,
        bool replace,
        DownloadOptions options,
        Action<long> progress,
        CancellationToken cancellationToken)
    {
        CheckName(model.Name, replace);
        var known = KnownNetwork.Find(model.Name)
            ?? throw new BadInputException($"network '{model.Name}'", "is unknown");
        if (model.ByHand is { } byHand)
        {
            throw new BadInputException(
                $"model '{model.Name}'", $"cannot be pulled: {byHand}; then: facegrid models import FILE --as {model.Name}");
        }

        // Files keep their names: a manifest refers to its shards by name.
        var parts = Path.Combine(_folder, model.Name + ".part");
        OwnerOnly.CreateFolder(parts);
        using var download = new FileDownload(options, TimeProvider.System);
        long before = 0;
        foreach (var file in model.Files)
        {
            var destination = Path.Combine(parts, file.Name);
            if (!File.Exists(destination) || Sha256(destination) != file.Sha256)
            {
                await Fetch(download, model, file, address, destination, n => progress(before + n), cancellationToken);
            }

            before += file.Bytes;
        }

        ModelReceipt receipt;
        using (var weights = PublishedWeights.Open(Path.Combine(parts, model.Files[0].Name)))
        {
            receipt = Install(weights, known, model.Name);
        }

        Directory.Delete(parts, recursive: true);
        return receipt;
    }

    private static async Task Fetch(
        FileDownload download,
        PublishedModel model,
        PublishedFile file,
        Uri? address,
        string destination,
        Action<long> progress,
        CancellationToken cancellationToken)
    {
        try
        {
            await download.Fetch(Mirror(address, file), file, destination, progress, cancellationToken);
        }
        catch (DownloadFailedException e)
        {
            var files = string.Join(" and ", model.Files.Select(f => f.Address.AbsoluteUri));
            throw new DownloadFailedException(
                $"{e.Message}; for an offline installation, copy {files} into one folder and run: "
                    + $"facegrid models import {model.Files[0].Name} --as {model.Name}",
                e.IsPassing,
                e);
        }
    }

    private static Uri Mirror(Uri? address, PublishedFile file)
    {
        if (address is null)
        {
            return file.Address;
        }

        return Uri.UnescapeDataString(address.Segments[^1]) == file.Name
            ? address
            : new Uri(address.AbsoluteUri.TrimEnd('/') + "/" + Uri.EscapeDataString(file.Name));
    }

    private void CheckName(string name, bool replace)
    {
        ModelName.Check(name);
        if (name is ModelCatalog.PhotosName or ModelCatalog.DrawingsName)
        {
            throw new BadInputException($"model '{name}'", "is the name of a bundled encoder; choose another");
        }

        if (!replace && Has(name))
        {
            throw new BadInputException(
                PathOf(name), "exists already; templates of the existing model would become unusable: --replace to confirm");
        }
    }

    private ModelReceipt Install(PublishedWeights weights, KnownNetwork network, string name)
    {
        var model = published.Find(network.Name);
        var hashes = weights.Files.Select(f => (Name: Path.GetFileName(f), Hash: Sha256(f))).ToList();
        var original = model is { Files.Count: > 0 }
            && hashes.Select(h => h.Hash).Order().SequenceEqual(model.Files.Select(f => f.Sha256).Order());
        var metadata = new Dictionary<string, string>(weights.Metadata);

        // A model's version is its name and hash: a name in the file's metadata would override the given one.
        metadata.Remove("name");
        foreach (var (key, value) in model?.Metadata ?? new Dictionary<string, string>())
        {
            metadata[key] = value;
        }

        metadata["original_sha256"] = string.Join(", ", hashes.Select(h => $"{h.Hash} {h.Name}"));
        if (original)
        {
            metadata["source"] = model!.Source;
            metadata["licence"] = model.Licence;
            metadata["note"] = model.Note;
        }
        else
        {
            metadata.TryAdd("source", "imported from " + Path.GetFileName(weights.Path));
        }

        OwnerOnly.CreateFolder(_folder);
        NetworkImport.Write(weights, network, PathOf(name), metadata);
        return new ModelReceipt(
            name,
            network.Name,
            weights.Format,
            PathOf(name),
            new FileInfo(PathOf(name)).Length,
            original,
            original ? model!.Licence : null,
            original ? model!.Note : null);
    }

    /// <summary>Installs a user's encoder, whose file contains all metadata needed.</summary>
    private ModelReceipt InstallEncoder(string file, string name)
    {
        var encoder = EncoderModel.Read(file);
        FaceEncoder.Load(file, "cpu").Dispose();
        OwnerOnly.CreateFolder(_folder);
        AtomicFile.Write(PathOf(name), stream =>
        {
            using var source = File.OpenRead(file);
            source.CopyTo(stream);
        });
        return new ModelReceipt(
            name,
            encoder.Architecture,
            PublishedFormat.SafeTensors,
            PathOf(name),
            encoder.Bytes,
            Published: false,
            Licence: null,
            Note: null);
    }

    private static string Sha256(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
