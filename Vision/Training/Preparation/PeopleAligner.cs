using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Data;
using TorchSharp;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>Reads photos, aligns their faces, writes the crops and encodes what was written.</summary>
internal sealed class PeopleAligner(PreparationOptions options, CentralFace faces, IFaceEncoder? encoder, int threads, Action<int>? progress)
{
    private const int Chunk = 64;
    private int _done;

    public List<SkippedPhoto> Unreadable { get; } = [];

    public List<SkippedPhoto> Faceless { get; } = [];

    /// <summary>Aligns a source into folders below <paramref name="target"/>.</summary>
    /// <param name="source">Its number.</param>
    /// <param name="nameOf">The folder that a person's crops go to.</param>
    public SourceReport Align(
        int source, IReadOnlyList<PersonFiles> people, string target, Func<string, string> nameOf, List<PreparedPerson> into, CancellationToken cancellation)
    {
        var channels = options.Aligned ? ChannelOrder.Rgb : options.Channels == ChannelOrder.Auto ? ChannelsOf(people, cancellation) : options.Channels;
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
            Parallel.For(0, chunk.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i => crops[i] = Read(chunk[i].Photo, channels));
            torch.set_num_threads(threads);
            var good = Enumerable.Range(0, chunk.Length).Where(i => crops[i].Jpeg is not null).ToArray();
            var encodings = encoder?.Encode([.. good.Select(i => crops[i].Face!)]);
            foreach (var (i, at) in good.Select((i, at) => (i, at)))
            {
                var person = chunk[i].Person;
                var folder = Directory.CreateDirectory(Path.Combine(target, person.Name)).FullName;
                var file = Path.Combine(folder, Unique(used, person.Name, chunk[i].Photo));
                File.WriteAllBytes(file, crops[i].Jpeg!);
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
                else if (crop.Jpeg is null)
                {
                    Faceless.Add(new SkippedPhoto(photo.Photo, "no face was found"));
                }
            }

            progress?.Invoke(_done += chunk.Length);
        }

        return new SourceReport(
            options.Sources[source], channels, people.Count, photos.Count, exchanged, found, Faceless.Count - faceless, Unreadable.Count - unreadable);
    }

    /// <summary>Encodes the photos of the other set; those without a face are left out, as nobody can be near to them.</summary>
    /// <exception cref="BadInputException">One is unreadable: nobody could say that the people keep away from it.</exception>
    public OtherSet Encode(IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var (kept, encodings) = (new List<string>(files.Count), new List<float[]>(files.Count));
        foreach (var chunk in files.Chunk(Chunk))
        {
            cancellation.ThrowIfCancellationRequested();
            var crops = new RgbImage?[chunk.Length];
            var errors = new BadInputException?[chunk.Length];
            torch.set_num_threads(1);
            Parallel.For(0, chunk.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
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
        // Some photos of everybody are enough; what cannot be read is named later, when all are.
        string[] sample = [.. people.SelectMany(p => p.Photos.Take(4))];
        var redness = new double[sample.Length];
        Parallel.For(0, sample.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
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

            var photo = ColourOrder.Upright(stored, channels);
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

    /// <param name="Jpeg">The file; null where there is no face.</param>
    /// <param name="Face">As it is read back from that file.</param>
    /// <param name="Error">Why the photo cannot be read.</param>
    private readonly record struct Crop(byte[]? Jpeg, RgbImage? Face, bool Exchanged, string? Error);
}
