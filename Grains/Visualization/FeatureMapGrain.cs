using System.Security.Cryptography;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Visualization;

namespace FaceGrid.Grains.Visualization;

/// <inheritdoc cref="IFeatureMapGrain"/>
/// <remarks>
/// One activation a silo, which has no state and computes on the pool and on the lane: of several, a caller's cancellation may reach one
/// that the call is not in, and the device would continue with work whose result is not used.
/// </remarks>
[StatelessWorker(1)]
[Reentrant]
[Compute.NeedsDevice]
public sealed class FeatureMapGrain(IFeatureNetworkSource networks, IFeatureImageSource images) : Grain, IFeatureMapGrain
{
    public async Task<FeatureMapAnswer> Map(FeatureMapRequest request, CancellationToken cancellationToken)
    {
        var loaded = await Load(request.ModelVersion, cancellationToken);
        var layers = request.Layers.Select(l => Parse(l, loaded.Network)).ToList();
        var deepest = Parse(request.DeepestLayer, loaded.Network);
        var usable = new List<(int Number, RgbImage Image)>();
        var skipped = new List<SkippedImage>();
        for (var i = 0; i < request.Images.Count; i++)
        {
            var (image, reason) = await Read(request.Images[i], request.LongSidePixels, deepest, cancellationToken);
            if (image is not null)
            {
                usable.Add((request.First + i, image));
            }
            else
            {
                skipped.Add(new SkippedImage(request.First + i, reason!));
            }
        }

        var maxima = await Compute(loaded, () => loaded.Network.Scan(usable, layers, cancellationToken), cancellationToken);
        return new FeatureMapAnswer(maxima.Select(m => m.ToBytes()).ToList(), skipped);
    }

    public async Task<IReadOnlyList<FeaturePicture?>> Draw(FeatureDrawRequest request, CancellationToken cancellationToken)
    {
        if (request.MostSidePixels < 1
            || (long)request.MostSidePixels * request.MostSidePixels * 6 * request.Places.Count > FeatureDrawRequest.MostBytes)
        {
            throw new GridRequestException(
                GridError.InvalidRequest,
                "pictures",
                $"{request.Places.Count} of {request.MostSidePixels} pixels are more than a message holds");
        }

        var loaded = await Load(request.ModelVersion, cancellationToken);
        var layer = Parse(request.Layer, loaded.Network);
        var pictures = new List<FeaturePicture?>();
        var (read, image) = ((FeatureImage?)null, (RgbImage?)null);
        foreach (var place in request.Places)
        {
            // Places in one photo come one after the other, best sorted so: it is decoded once.
            if (place.Image != read)
            {
                (image, _) = await Read(place.Image, request.LongSidePixels, layer, cancellationToken);
                read = place.Image;
            }

            var shown = image;
            pictures.Add(shown is null ? null : await Compute(
                loaded,
                () => Picture(loaded.Network.Patch(shown, layer, place.Unit, place.Y, place.X), request.MostSidePixels),
                cancellationToken));
        }

        return pictures;
    }

    private static FeaturePicture Picture(FeaturePatch patch, int mostSide)
    {
        var tile = FeatureTile.Of(patch, mostSide);
        return new FeaturePicture(tile.Patch.Width, tile.Patch.Pixels, tile.Gradient.Pixels);
    }

    private static VggLayer Parse(string layer, IFeatureNetwork network)
    {
        try
        {
            return VggLayer.Parse(layer, network.Architecture);
        }
        catch (BadInputException exception)
        {
            throw Refused(exception);
        }
    }

    private static async Task<T> Compute<T>(LoadedFeatureNetwork loaded, Func<T> function, CancellationToken cancellationToken)
    {
        try
        {
            return await loaded.Lane.Run(function, cancellationToken);
        }
        catch (BadInputException exception)
        {
            throw Refused(exception);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new GridRequestException(GridError.InvalidRequest, "place", exception.Message.ReplaceLineEndings(" "));
        }
    }

    private static GridRequestException Refused(BadInputException exception) =>
        new(GridError.InvalidRequest, exception.Subject, exception.Reason);

    private async Task<LoadedFeatureNetwork> Load(string modelVersion, CancellationToken cancellationToken) =>

        // On the pool: reading weights takes longer than a turn should.
        await Task.Run(() => networks.Load(modelVersion), cancellationToken)
            ?? throw new GridRequestException(GridError.InvalidRequest, $"network '{modelVersion}'", "is not loaded on this machine");

    /// <summary>The photo as the network is shown it, or why it cannot be.</summary>
    private async Task<(RgbImage? Image, string? Reason)> Read(
        FeatureImage image, int longSide, VggLayer deepest, CancellationToken cancellationToken)
    {
        try
        {
            // On the pool: decoding is work too.
            return await Task.Run<(RgbImage?, string?)>(
                async () => await images.Read(image, cancellationToken) switch
                {
                    null => (null, "is not there any more"),
                    { } bytes when Convert.ToHexStringLower(SHA256.HashData(bytes)) != image.Sha256 =>
                        (null, "has changed since the search began"),
                    { } bytes => (FeatureImages.Prepare(bytes, image.Name, longSide, deepest), null),
                },
                cancellationToken);
        }
        catch (BadInputException exception)
        {
            return (null, exception.Reason);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, "cannot be read: " + exception.Message.ReplaceLineEndings(" "));
        }
    }
}
