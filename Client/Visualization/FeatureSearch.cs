using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FaceGrid.Client.Blobs;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Visualization;

namespace FaceGrid.Client.Visualization;

/// <summary>
/// One feature search over a collection of photos, executed by the grid. Equal parameters identify the same search, which resumes from its
/// stored progress.
/// </summary>
public sealed class FeatureSearch
{
    /// <summary>Largest number of bytes of names and hashes in one message.</summary>
    private const int OfferBytes = 128 * 1024;

    /// <summary>Pictures in one message.</summary>
    private const int DrawPlaces = FeatureDrawRequest.MostBytes / (FeatureSheet.TileSide * FeatureSheet.TileSide * 6);

    private readonly IGrainFactory _grains;
    private readonly IFeatureSearchGrain _search;
    private readonly IFeatureMapGrain _map;
    private readonly FeatureSearchRequest _request;
    private readonly IReadOnlyList<FeatureImage> _images;

    /// <summary>Defines a search; starts nothing.</summary>
    /// <param name="grains">The grid.</param>
    /// <param name="modelVersion">Version of the network.</param>
    /// <param name="layers">Layers whose units are searched.</param>
    /// <param name="longSide">Longer side of the photos at which they are scanned, in pixels.</param>
    /// <param name="images">The photos; their order decides ties.</param>
    public FeatureSearch(
        IGrainFactory grains, string modelVersion, IReadOnlyList<VggLayer> layers, int longSide, IReadOnlyList<FeatureImage> images)
        : this(grains, modelVersion, layers.Select(l => l.Name).ToList(), longSide, images)
    {
    }

    private FeatureSearch(
        IGrainFactory grains, string modelVersion, IReadOnlyList<string> layers, int longSide, IReadOnlyList<FeatureImage> images)
    {
        _grains = grains;
        _images = images;
        _request = new FeatureSearchRequest(modelVersion, layers, longSide, images.Count);
        Name = ComputeName();
        _search = grains.GetGrain<IFeatureSearchGrain>($"{GridKeys.DefaultTenant}/{Name}");
        _map = grains.GetGrain<IFeatureMapGrain>(GridKeys.DefaultTenant);
    }

    /// <summary>Hash of all parameters that determine the result: 32 hexadecimal digits.</summary>
    public string Name { get; }

    /// <summary>
    /// Uploads the photos to the blob store of a cluster. An interrupted search leaves them there for its resumption.
    /// </summary>
    /// <param name="photos">The photos' files.</param>
    /// <param name="put">Called with the number of uploaded photos.</param>
    /// <param name="cancellationToken">Stops the upload.</param>
    /// <returns>The same search with references to the blobs.</returns>
    public async Task<FeatureSearch> Upload(PhotoCollection photos, Action<int> put, CancellationToken cancellationToken)
    {
        var blobs = new ClusterBlobStore(_grains);
        var stored = new List<FeatureImage>();
        foreach (var image in _images)
        {
            // A photo that no longer exists has no blob; the search then lists it as skipped.
            var content = await photos.Read(image, cancellationToken);
            var blob = content is null ? image.Blob : await blobs.Put(FeaturePhotoBlob.Wrap(Name, content), cancellationToken);
            stored.Add(image with { Blob = blob });
            put(stored.Count);
        }

        return new FeatureSearch(_grains, _request.ModelVersion, _request.Layers, _request.LongSidePixels, stored);
    }

    /// <summary>Deletes the uploaded photos.</summary>
    public Task DeleteUploaded(CancellationToken cancellationToken) => _search.DeletePhotos(cancellationToken);

    /// <summary>Runs the search to its end. If cancelled, it stops at the next photo and keeps its progress.</summary>
    /// <param name="progress">Called with the number of scanned photos.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="GridRequestException">The request is invalid.</exception>
    /// <exception cref="IOException">The search failed for another reason, or was stopped.</exception>
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

        return status.Phase == FeatureSearchPhase.Finished
            ? status
            : throw new IOException($"the search ended: {status.Reason ?? "it was stopped"}");
    }

    /// <summary>The strongest activations of a layer's units.</summary>
    /// <param name="layer">Index in the search's list of layers.</param>
    public async Task<UnitMaxima> Table(int layer) => UnitMaxima.FromBytes(await _search.Maxima(layer));

    /// <summary>Photos that could not be used, in the order of their numbers.</summary>
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

    /// <summary>Patches and gradients of places in one layer, in the order of the places; null if the photo no longer exists.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="places">Units and places of their activations.</param>
    /// <param name="drawn">Called with the number of pictures of each part.</param>
    /// <param name="cancellationToken">Stops the drawing.</param>
    public async Task<IReadOnlyList<FeatureTile?>> Draw(
        VggLayer layer,
        IReadOnlyList<(int Unit, UnitMaximum Place)> places,
        Action<int> drawn,
        CancellationToken cancellationToken)
    {
        // Sorted by photo, so that each photo is decoded about once.
        var order = Enumerable.Range(0, places.Count).OrderBy(i => places[i].Place.Image).ToList();
        var tiles = new FeatureTile?[places.Count];
        await foreach (var (part, pictures, error) in Pipeline.Run(order.Chunk(DrawPlaces), 2, p => Request(p), cancellationToken))
        {
            foreach (var (i, picture) in part.Zip(pictures ?? throw error!))
            {
                tiles[i] = picture is null ? null : new FeatureTile(
                    new RgbImage(picture.SidePixels, picture.SidePixels, picture.Patch),
                    new RgbImage(picture.SidePixels, picture.SidePixels, picture.Gradient));
            }

            drawn(part.Length);
        }

        return tiles;

        Task<IReadOnlyList<FeaturePicture?>> Request(int[] part) => _map.Draw(
            new FeatureDrawRequest(
                _request.ModelVersion,
                layer.Name,
                _request.LongSidePixels,
                FeatureSheet.TileSide,
                [.. part.Select(i => places[i]).Select(p => new FeaturePlace(_images[p.Place.Image], p.Unit, p.Place.Y, p.Place.X))]),
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

    private string ComputeName()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"{_request.ModelVersion}\n{string.Join(',', _request.Layers)}\n");
        Add(string.Create(CultureInfo.InvariantCulture, $"{_request.LongSidePixels}\n"));
        foreach (var image in _images)
        {
            Add($"{image.Sha256} {image.Name}\n");
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }
}
