using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FaceGrid.Client.Blobs;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Visualization;

namespace FaceGrid.Client.Visualization;

/// <summary>One search of a collection, asked of the grid. The same question is the same search: it goes on where it was.</summary>
public sealed class FeatureSearch
{
    /// <summary>Bytes of names and hashes in one message.</summary>
    private const int OfferBytes = 128 * 1024;

    /// <summary>Pictures of one message.</summary>
    private const int DrawPlaces = FeatureDrawRequest.MostBytes / (FeatureSheet.TileSide * FeatureSheet.TileSide * 6);

    private readonly IGrainFactory _grains;
    private readonly IFeatureSearchGrain _search;
    private readonly IFeatureMapGrain _map;
    private readonly FeatureSearchRequest _request;
    private readonly IReadOnlyList<FeatureImage> _images;

    public FeatureSearch(IGrainFactory grains, string modelVersion, IReadOnlyList<VggLayer> layers, int longSide, IReadOnlyList<FeatureImage> images)
        : this(grains, modelVersion, layers.Select(l => l.Name).ToList(), longSide, images)
    {
    }

    private FeatureSearch(IGrainFactory grains, string modelVersion, IReadOnlyList<string> layers, int longSide, IReadOnlyList<FeatureImage> images)
    {
        _grains = grains;
        _images = images;
        _request = new FeatureSearchRequest(modelVersion, layers, longSide, images.Count);
        Name = NameOf();
        _search = grains.GetGrain<IFeatureSearchGrain>($"{GridKeys.DefaultTenant}/{Name}");
        _map = grains.GetGrain<IFeatureMapGrain>(GridKeys.DefaultTenant);
    }

    /// <summary>Of everything that decides the table.</summary>
    public string Name { get; }

    /// <summary>
    /// Puts the photos where the silos of a cluster find them. An interrupted search leaves them there for the next try.
    /// </summary>
    /// <param name="put">Is told how many are there.</param>
    /// <returns>The same search, with them.</returns>
    public async Task<FeatureSearch> Upload(PhotoCollection photos, Action<int> put, CancellationToken cancellationToken)
    {
        var blobs = new ClusterBlobStore(_grains);
        var stored = new List<FeatureImage>();
        foreach (var image in _images)
        {
            // A photo that is gone by now is found missing by the search, which says so.
            var content = await photos.Read(image, cancellationToken);
            stored.Add(content is null ? image : image with { Blob = await blobs.Put(FeaturePhotoBlob.Wrap(Name, content), cancellationToken) });
            put(stored.Count);
        }

        return new FeatureSearch(_grains, _request.ModelVersion, _request.Layers, _request.LongSidePixels, stored);
    }

    /// <summary>Takes them away again.</summary>
    public async Task DeleteUploaded(CancellationToken cancellationToken)
    {
        var blobs = new ClusterBlobStore(_grains);
        foreach (var blob in _images.Select(i => i.Blob).OfType<BlobReference>())
        {
            await blobs.Delete(blob, cancellationToken);
        }
    }

    /// <summary>Runs the search to its end. Cancelled, it stops at the next photo and keeps what is done.</summary>
    /// <param name="progress">Is told how many photos are done.</param>
    /// <exception cref="GridRequestException">It cannot be carried out.</exception>
    /// <exception cref="IOException">It failed for another reason.</exception>
    public async Task<FeatureSearchStatus> Run(Action<int> progress, CancellationToken cancellationToken)
    {
        var status = await _search.Wait(null);
        if (status.Phase == FeatureSearchPhase.Unknown)
        {
            await Offer();
        }

        status = await _search.Start(_request);
        try
        {
            while (status.Phase == FeatureSearchPhase.Running)
            {
                progress(status.Done);
                status = await _search.Wait(status).WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            await _search.Stop();
            throw;
        }

        return status.Phase == FeatureSearchPhase.Finished ? status : throw new IOException($"the search ended: {status.Reason ?? "it was stopped"}");
    }

    /// <summary>The table of a layer, by its index.</summary>
    public async Task<UnitMaxima> Table(int layer) => UnitMaxima.FromBytes(await _search.Maxima(layer));

    /// <summary>Photos that could not be used, by number.</summary>
    public async Task<IReadOnlyList<SkippedImage>> Skipped()
    {
        var all = new List<SkippedImage>();
        while (true)
        {
            var page = await _search.Skipped(all.Count == 0 ? 0 : all[^1].Image + 1);
            if (page.Count == 0)
            {
                return all;
            }

            all.AddRange(page);
        }
    }

    /// <summary>Patches and gradients of places in one layer, in their order; null where a photo is gone.</summary>
    /// <param name="drawn">Is told of every picture.</param>
    public async Task<IReadOnlyList<FeatureTile?>> Draw(VggLayer layer, IReadOnlyList<(int Unit, UnitMaximum Place)> places, Action<int> drawn, CancellationToken cancellationToken)
    {
        // Sorted by photo, so that each is decoded about once.
        var order = Enumerable.Range(0, places.Count).OrderBy(i => places[i].Place.Image).ToList();
        var tiles = new FeatureTile?[places.Count];
        await foreach (var (part, pictures, error) in Pipeline.Run(order.Chunk(DrawPlaces), 2, p => Ask(p), cancellationToken))
        {
            foreach (var (i, picture) in part.Zip(pictures ?? throw error!))
            {
                tiles[i] = picture is null ? null : new FeatureTile(
                    new RgbImage(picture.SidePixels, picture.SidePixels, picture.Patch), new RgbImage(picture.SidePixels, picture.SidePixels, picture.Gradient));
            }

            drawn(part.Length);
        }

        return tiles;

        Task<IReadOnlyList<FeaturePicture?>> Ask(int[] part) => _map.Draw(
            new FeatureDrawRequest(
                _request.ModelVersion,
                layer.Name,
                _request.LongSidePixels,
                FeatureSheet.TileSide,
                part.Select(i => new FeaturePlace(_images[places[i].Place.Image], places[i].Unit, places[i].Place.Y, places[i].Place.X)).ToList()),
            cancellationToken);
    }

    private async Task Offer()
    {
        var page = new List<FeatureImage>();
        var bytes = 0;
        for (var i = 0; i < _images.Count; i++)
        {
            page.Add(_images[i]);
            bytes += (2 * _images[i].Name.Length) + _images[i].Sha256.Length;
            if (bytes >= OfferBytes || i == _images.Count - 1)
            {
                await _search.Offer(i + 1 - page.Count, page);
                page = [];
                bytes = 0;
            }
        }
    }

    private string NameOf()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(string.Create(CultureInfo.InvariantCulture, $"{_request.ModelVersion}\n{string.Join(',', _request.Layers)}\n{_request.LongSidePixels}\n"));
        foreach (var image in _images)
        {
            Add($"{image.Sha256} {image.Name}\n");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }
}
