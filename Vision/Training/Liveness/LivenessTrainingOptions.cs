using FaceGrid.Vision.Faces.Liveness;

namespace FaceGrid.Vision.Training.Liveness;

/// <summary>Options of <see cref="LivenessTraining"/>.</summary>
public sealed record LivenessTrainingOptions
{
    /// <summary>Existing folder to write both weight files into.</summary>
    public required string Folder { get; init; }

    /// <summary>Seed of initial weights, bursts, signals and their order; 0 or more.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Steps of the burst network, one batch of bursts each; 1 to 1 000 000.</summary>
    public int Steps { get; init; } = 1000;

    /// <summary>Steps of the blink network, one batch of 64 signals each; 1 to 1 000 000.</summary>
    public int BlinkSteps { get; init; } = 1500;

    /// <summary>Number of bursts to render and train on, half of them live; 16 to 100 000.</summary>
    public int Bursts { get; init; } = 1600;

    /// <summary>
    /// Number of bursts of each kind to validate on, of other people, and a quarter of the number of eye signals; 4 to 10 000.
    /// </summary>
    public int HeldOut { get; init; } = 100;

    /// <summary>Bursts per batch, 2 to 256.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>Highest learning rate of the burst network, above 0 to 1.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Population of synthetic people to train on (<see cref="Synthetic.SyntheticPeople"/>), 100 to 1 000 000.</summary>
    public int Population { get; init; } = 130;

    /// <summary>Population to validate on, different from <see cref="Population"/>.</summary>
    public int HeldOutPopulation { get; init; } = 230;

    /// <summary>Path of the burst network's weight file.</summary>
    internal string BurstFile => Path.Combine(Folder, TemporalLiveness.WeightNames[0] + ".safetensors");

    /// <summary>Path of the blink network's weight file.</summary>
    internal string BlinkFile => Path.Combine(Folder, TemporalLiveness.WeightNames[1] + ".safetensors");

    /// <exception cref="BadInputException">An option is out of range, or the folder does not exist; the message names it.</exception>
    public void Validate()
    {
        void Check(bool good, string name, object value, string wanted)
        {
            if (!good)
            {
                throw new BadInputException($"{name} {value}", wanted);
            }
        }

        if (!Directory.Exists(Folder))
        {
            throw new BadInputException(Folder, "no such folder");
        }

        Check(Seed >= 0, nameof(Seed), Seed, "at least 0");
        Check(Steps is >= 1 and <= 1_000_000, nameof(Steps), Steps, "1 to 1000000");
        Check(BlinkSteps is >= 1 and <= 1_000_000, nameof(BlinkSteps), BlinkSteps, "1 to 1000000");
        Check(Bursts is >= 16 and <= 100_000, nameof(Bursts), Bursts, "16 to 100000");
        Check(HeldOut is >= 4 and <= 10_000, nameof(HeldOut), HeldOut, "4 to 10000");
        Check(Batch is >= 2 and <= 256, nameof(Batch), Batch, "2 to 256");
        Check(LearningRate is > 0 and <= 1, nameof(LearningRate), LearningRate, "above 0 and at most 1");
        Check(
            Population is >= 100 and <= 1_000_000,
            nameof(Population),
            Population,
            "100 to 1000000: smaller ones are for the demo and tests");
        Check(HeldOutPopulation is >= 100 and <= 1_000_000, nameof(HeldOutPopulation), HeldOutPopulation, "100 to 1000000");
        Check(Population != HeldOutPopulation, nameof(HeldOutPopulation), HeldOutPopulation, "another population than the training's");
    }
}
