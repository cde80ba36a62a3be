using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.EndToEnd.Tests.Support;

/// <summary>
/// A temporary folder with aligned pictures of people (stripes), and the arguments of a training run of about two seconds.
/// </summary>
internal sealed class TrainingFolder : IDisposable
{
    public const int Steps = 120;

    private readonly string _path = Directory.CreateTempSubdirectory("facegrid-training-").FullName;

    /// <param name="photos">Photos per person.</param>
    public TrainingFolder(params int[] photos)
    {
        for (var person = 0; person < photos.Length; person++)
        {
            var folder = Path.Combine(Data, $"p{person}");
            Directory.CreateDirectory(folder);
            for (var photo = 0; photo < photos[person]; photo++)
            {
                File.WriteAllBytes(Path.Combine(folder, $"{photo}.png"), ImageCodec.EncodePng(Draw(person, photo)));
            }
        }
    }

    public string Data => this["people"];

    public string this[string name] => Path.Combine(_path, name);

    /// <summary>Two losses, a stateful miner and random augmentation: all state that a checkpoint must contain.</summary>
    /// <param name="run">Name of the folder for weight file and checkpoints.</param>
    public string[] Train(string run)
    {
        Directory.CreateDirectory(this[run]);
        return
        [
            "train", "encoder", "--data", Data, "--out", Path.Combine(
                this[run], "encoder.safetensors"), "--loss", "triplet-l2=1,cosine-margin=0.1", "--mining", "persistent",
            "--input", "28", "--width", "0.125", "--batch-people", "4", "--batch-photos", "2", "--steps", Steps.ToString(
                System.Globalization.CultureInfo.InvariantCulture),
            "--warm-up", "5", "--augment", "0.5", "--held-out", "0.3", "--validate-every", "40", "--threads", "1",
            "--checkpoint", Checkpoints(run), "--checkpoint-every", "1", "--checkpoint-seconds", "0",
        ];
    }

    public string Checkpoints(string run) => Path.Combine(this[run], "checkpoints");

    /// <summary>Steps of the newest checkpoint; 0: none.</summary>
    public int NewestStep(string run) => !Directory.Exists(Checkpoints(run)) ? 0 : Directory.EnumerateFiles(Checkpoints(run), "step-*")
        .Select(f =>
            int.Parse(Path.GetFileName(f).AsSpan(5, 9), System.Globalization.CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();

    public byte[] Encoder(string run) => File.ReadAllBytes(Path.Combine(this[run], "encoder.safetensors"));

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private static RgbImage Draw(int person, int photo)
    {
        var image = new RgbImage(FaceTemplate.Size, FaceTemplate.Size);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var (x, y) = (i / 3 % image.Width, i / 3 / image.Width);
            var stripe = (x + (person % 3 * y) + (2 * photo)) / (5 + (3 * person)) % 2 == 0;
            image.Pixels[i] = (byte)((stripe ? 150 : 40 + (20 * person)) + (10 * photo) - (i % 3 * 15));
        }

        return image;
    }
}
