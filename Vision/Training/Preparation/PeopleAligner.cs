using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Data;
using TorchSharp;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>Reads photos, aligns their faces, writes the crops, and encodes the crops as they can be read back.</summary>
internal sealed class PeopleAligner(
    PreparationOptions options, CentralFace faces, IFaceEncoder? encoder, int threads, Action<int>? progress)
{
    private const int Chunk = 64;
    private int _done;

    public List<SkippedPhoto> Unreadable { get; } = [];

    public List<SkippedPhoto> Faceless { get; } = [];

    /// <summary>Aligns a source into folders below <paramref name="target"/>.</summary>
    /// <param name="source">Number of the source.</param>
    /// <param name="people">The people of the source.</param>
    /// <param name="target">Folder that receives a folder per person.</param>
    /// <param name="nameOf">Maps a person's name in the source to the name of the new folder.</param>
    /// <param name="into">Receives the people with at least one crop.</param>
    /// <param name="cancellation">Stops between two groups of photos.</param>
    public SourceReport Align(
        int source,
        IReadOnlyList<PersonFiles> people,
        string target,
        Func<string, string> nameOf,
        List<PreparedPerson> into,
        CancellationToken cancellation)
    {
        var channels = options.Aligned ? ChannelOrder.Rgb
            : options.Channels == ChannelOrder.Auto ? ChannelsOf(people, cancellation)
            : options.Channels;
        var (exchanged, found, faceless, unreadable) = (0, 0, Faceless.Count, Unreadable.Count);
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var photos = people.SelectMany(p =>
        {
            var person = new PreparedPerson(nameOf(p.Name), source, p.Name);
            return p.Photos.Select(photo => (Person: person, Photo: photo));
        }).ToList();
        foreach (var chunk in photos.Chunk(Chunk))
        {
            cancellation.ThrowIfCancellationRequested();
            var crops = new Crop[chunk.Length];
            torch.set_num_threads(1);
            Parallel.For(0, chunk.Length, Threads(cancellation), i => crops[i] = Read(chunk[i].Photo, channels));
            torch.set_num_threads(threads);
            var good = Enumerable.Range(0, chunk.Length).Where(i => crops[i].Encoded is not null).ToArray();
            var encodings = encoder?.Encode([.. good.Select(i => crops[i].Face!)]);
            foreach (var (i, at) in good.Select((i, at) => (i, at)))
            {
                var person = chunk[i].Person;
                var folder = Directory.CreateDirectory(Path.Combine(target, person.Name)).FullName;
                var file = Path.Combine(folder, Unique(used, person.Name, chunk[i].Photo));
                File.WriteAllBytes(file, crops[i].Encoded!);
                if (person.Photos.Count == 0)
                {
                    into.Add(person);
                }

                person.Photos.Add(new PreparedPhoto(file, chunk[i].Photo, encodings?[at]));
            }

            found += good.Length;
            exchanged += crops.Count(c => c.Exchanged);
            foreach (var (photo, crop) in chunk.Zip(crops))
            {
                if (crop.Error is { } error)
                {
                    Unreadable.Add(new SkippedPhoto(photo.Photo, error));
                }
                else if (crop.Encoded is null)
                {
                    Faceless.Add(new SkippedPhoto(photo.Photo, "no face was found"));
                }
            }

            progress?.Invoke(_done += chunk.Length);
        }

        return new SourceReport(
            options.Sources[source],
            channels,
            people.Count,
            photos.Count,
            exchanged,
            found,
            Faceless.Count - faceless,
            Unreadable.Count - unreadable);
    }

    /// <summary>Encodes the photos of the reference set; those without a face are left out.</summary>
    /// <exception cref="BadInputException">A photo is unreadable, so that the distance to it is unknown.</exception>
    public OtherSet Encode(IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var (kept, encodings) = (new List<string>(files.Count), new List<float[]>(files.Count));
        foreach (var chunk in files.Chunk(Chunk))
        {
            cancellation.ThrowIfCancellationRequested();
            var crops = new RgbImage?[chunk.Length];
            var errors = new BadInputException?[chunk.Length];
            torch.set_num_threads(1);
            Parallel.For(0, chunk.Length, Threads(cancellation), i =>
            {
                try
                {
                    var photo = ImageCodec.Load(chunk[i]);
                    crops[i] = options.ApartAligned ? FaceCrop.ToTemplate(photo, aligned: true, chunk[i]) : faces.Find(photo, chunk[i]);
                }
                catch (BadInputException exception)
                {
                    errors[i] = exception;
                }
            });
            if (errors.FirstOrDefault(e => e is not null) is { } first)
            {
                throw first;
            }

            torch.set_num_threads(threads);
            kept.AddRange(chunk.Where((_, i) => crops[i] is not null));
            encodings.AddRange(encoder!.Encode([.. crops.OfType<RgbImage>()]));
            progress?.Invoke(_done += chunk.Length);
        }

        return new OtherSet(kept, encodings);
    }

    private ChannelOrder ChannelsOf(IReadOnlyList<PersonFiles> people, CancellationToken cancellation)
    {
        // Four photos of each person are enough. Unreadable ones are reported when all photos are read.
        string[] sample = [.. people.SelectMany(p => p.Photos.Take(4))];
        var redness = new double[sample.Length];
        Parallel.For(0, sample.Length, Threads(cancellation), i =>
        {
            try
            {
                redness[i] = ColourOrder.Redness(ImageCodec.Load(sample[i]));
            }
            catch (BadInputException)
            {
                redness[i] = 0;
            }
        });
        return ColourOrder.OfSource(redness);
    }

    private Crop Read(string path, ChannelOrder channels)
    {
        try
        {
            var stored = ImageCodec.Load(path);
            if (options.Aligned)
            {
                return new Crop(File.ReadAllBytes(path), FaceCrop.ToTemplate(stored, aligned: true, path), false, null);
            }

            var photo = ColourOrder.RedFirst(stored, channels);
            var exchanged = !ReferenceEquals(photo, stored);
            if (faces.Find(photo, path) is not { } face)
            {
                return new Crop(null, null, exchanged, null);
            }

            var bytes = options.Quality == 0 ? ImageCodec.EncodePng(face) : ImageCodec.EncodeJpeg(face, options.Quality);
            return new Crop(bytes, ImageCodec.Decode(bytes, path), exchanged, null);
        }
        catch (BadInputException exception)
        {
            return new Crop(null, null, false, exception.Reason);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Crop(null, null, false, "cannot be read");
        }
    }

    private ParallelOptions Threads(CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };

    private string Unique(HashSet<string> used, string person, string photo)
    {
        var name = Path.GetFileNameWithoutExtension(photo);
        var extension = options.Aligned ? Path.GetExtension(photo).ToLowerInvariant() : options.Quality == 0 ? ".png" : ".jpg";
        var file = name + extension;
        for (var n = 2; !used.Add(person + "/" + file); n++)
        {
            file = $"{name}-{n}{extension}";
        }

        return file;
    }

    /// <param name="Encoded">The crop's file; null where no face was found.</param>
    /// <param name="Face">The crop as decoded from that file.</param>
    /// <param name="Exchanged">Red and blue were exchanged.</param>
    /// <param name="Error">The reason why the photo cannot be read; null if it can.</param>
    private readonly record struct Crop(byte[]? Encoded, RgbImage? Face, bool Exchanged, string? Error);
}
