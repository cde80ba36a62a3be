using System.Security.Cryptography;
using FaceGrid.Cli.Models.Downloads;
using FaceGrid.Cli.Models.Published;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Weights;
using FaceGrid.Vision.Weights.Catalog;
using FaceGrid.Vision.Weights.Import;

namespace FaceGrid.Cli.Models;

/// <summary>The folder <c>models</c> of the data folder: what was pulled and imported, as NAME.safetensors.</summary>
internal sealed class ModelStore(string data, PublishedModels published)
{
    private readonly string _folder = Path.Combine(data, "models");

    /// <summary>Where a model of that name lies, or would.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name + ".safetensors");

    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>Brings a file of any published form under a name.</summary>
    /// <param name="network">The network that it must fit; null: the one called <paramref name="name"/>.</param>
    /// <param name="replace">Take the place of a model of that name.</param>
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
                $"network '{network ?? name}'", $"is not known; with --network one of {string.Join(", ", KnownNetwork.All.Select(n => n.Name))}");
        }

        return InstallEncoder(file, name);
    }

    /// <summary>Downloads a published model, verifies it and imports it.</summary>
    /// <param name="address">A mirror: of the one file, or of the folder that the files lie in; null: where they were published.</param>
    /// <param name="progress">Is called with the bytes that are there, of all files together.</param>
    /// <exception cref="DownloadFailedException">It cannot be had; says what to place where.</exception>
    /// <exception cref="BadInputException">Unknown, or what came is not what was published.</exception>
    public async Task<ModelReceipt> Pull(
        PublishedModel model, Uri? address, bool replace, DownloadOptions options, Action<long> progress, CancellationToken cancellationToken)
    {
        CheckName(model.Name, replace);
        var known = KnownNetwork.Find(model.Name)
            ?? throw new BadInputException($"network '{model.Name}'", "is not known to this program");
        if (model.ByHand is { } byHand)
        {
            throw new BadInputException($"model '{model.Name}'", $"cannot be pulled: {byHand}; then: facegrid models import FILE --as {model.Name}");
        }

        // The files keep their own names: a manifest says what its shards are called.
        var parts = Directory.CreateDirectory(Path.Combine(_folder, model.Name + ".part")).FullName;
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
        FileDownload download, PublishedModel model, PublishedFile file, Uri? address, string destination, Action<long> progress, CancellationToken cancellationToken)
    {
        try
        {
            await download.Fetch(Mirror(address, file), file, destination, progress, cancellationToken);
        }
        catch (DownloadFailedException e)
        {
            var files = string.Join(" and ", model.Files.Select(f => f.Address.AbsoluteUri));
            throw new DownloadFailedException(
                $"{e.Message}; to go without a network, bring {files} here, side by side, and run: facegrid models import {model.Files[0].Name} --as {model.Name}",
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
            throw new BadInputException($"model '{name}'", "is a bundled encoder's name; choose another");
        }

        if (!replace && Has(name))
        {
            throw new BadInputException(
                PathOf(name), "is there already; templates made with it would be lost to another: --replace if that is meant");
        }
    }

    private ModelReceipt Install(PublishedWeights weights, KnownNetwork network, string name)
    {
        var model = published.Find(network.Name);
        var hashes = weights.Files.Select(f => (Name: Path.GetFileName(f), Hash: Sha256(f))).ToList();
        var original = model is { Files.Count: > 0 } && hashes.Select(h => h.Hash).Order().SequenceEqual(model.Files.Select(f => f.Sha256).Order());
        var metadata = new Dictionary<string, string>(weights.Metadata);

        // The version of a model is its name and hash: a name of the file's own would hide the one given here.
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

        Directory.CreateDirectory(_folder);
        NetworkImport.Write(weights, network, PathOf(name), metadata);
        return new ModelReceipt(
            name, network.Name, weights.Format, PathOf(name), new FileInfo(PathOf(name)).Length, original, original ? model!.Licence : null, original ? model!.Note : null);
    }

    /// <summary>An encoder of one's own, trained here or elsewhere: its file says all that is needed.</summary>
    private ModelReceipt InstallEncoder(string file, string name)
    {
        var encoder = EncoderModel.Read(file);
        FaceEncoder.Load(file, "cpu").Dispose();
        Directory.CreateDirectory(_folder);
        AtomicFile.Write(PathOf(name), stream =>
        {
            using var source = File.OpenRead(file);
            source.CopyTo(stream);
        });
        return new ModelReceipt(name, encoder.Architecture, PublishedFormat.SafeTensors, PathOf(name), encoder.Bytes, Published: false, Licence: null, Note: null);
    }

    private static string Sha256(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
