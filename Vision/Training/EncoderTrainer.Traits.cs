using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Training.Optimisers;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training;

/// <content>Learning the traits that the renderer drew the people from.</content>
internal sealed partial class EncoderTrainer
{
    /// <summary>
    /// Regresses the first outputs, before they are normalised, onto <see cref="TraitTargets"/> by mean squared error. Each
    /// photo says some ninety numbers about its person instead of one label among thousands, and every photo is of somebody
    /// new, so a small network learns what tells people apart in minutes.
    /// </summary>
    public void Traits(
        MadeUpPeople people, IReadOnlyList<Difficulty> mix, int batch, LearningRate rate, double weightDecay, CancellationToken cancellation)
    {
        if (rate.Steps == 0)
        {
            return;
        }

        var targets = new TraitTargets(people);
        using var optimizer = WeightOptimizer.AdamW(Network.parameters(), weightDecay);
        Network.train();
        var ahead = Task.Run(() => Make(0));
        for (var step = 0; step < rate.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (pixels, wanted) = ahead.GetAwaiter().GetResult();
            var following = step + 1;
            ahead = Task.Run(() => Make(following));
            Begin();
            var x = tensor(pixels, [batch, _input.Height, _input.Width, 3], device: _device).permute(0, 3, 1, 2);
            var predicted = Network.call(x).narrow(1, 0, targets.Length);
            var truth = tensor(wanted, [batch, targets.Length], device: _device);
            var value = (predicted - truth).Squared().mean();
            Learn(optimizer, value, rate.At(step));

            // The share of the traits' variance that is explained.
            var explained = 1 - (value.item<float>() / truth.Squared().mean().item<float>());
            Report("traits", batch, value.item<float>(), explained, rate.At(step));
        }

        (float[] Pixels, float[] Targets) Make(int step)
        {
            var size = _input.Height * _input.Width * 3;
            var pixels = new float[batch * size];
            var wanted = new float[batch * targets.Length];
            Parallel.For(0, batch, i =>
            {
                var number = (step * batch) + i;
                var person = number % MadeUpPeople.MostPeople;
                var photo = number / MadeUpPeople.MostPeople;
                _input.Write(people.Photo(person, photo, mix[number % mix.Count]), pixels.AsSpan(i * size, size));
                targets.Of(people.Traits(person)).CopyTo(wanted, i * targets.Length);
            });
            return (pixels, wanted);
        }
    }
}
