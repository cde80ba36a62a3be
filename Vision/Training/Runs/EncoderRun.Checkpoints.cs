using System.Text.Json;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <content>Start, checkpoint and resume.</content>
public sealed partial class EncoderRun
{
    private const string Network = "network.";
    private const string Best = "best.";
    private const string Measured = "steps";

    /// <summary>Starts a run.</summary>
    /// <param name="options">What to train, and how.</param>
    /// <param name="inputs">Photos, teacher and initial weights.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <exception cref="BadInputException">Options out of range, photos that do not fit them, or no such device.</exception>
    public static EncoderRun Start(EncoderRunOptions options, EncoderRunInputs inputs, string device = "cpu")
    {
        var run = new EncoderRun(options, inputs, device, ComputeThreads.Current);
        return Begin(run, () =>
        {
            if (inputs.From is { } from)
            {
                using var file = SafeTensorsFile.Open(from);
                run._network.Load(file);
            }
        });
    }

    /// <summary>
    /// Resumes a run from a checkpoint, with the number of threads that the run started with. The teacher's encodings must have been
    /// computed with that number too.
    /// </summary>
    /// <param name="options">The options of the run.</param>
    /// <param name="checkpoint">From <see cref="Checkpoint"/>.</param>
    /// <param name="inputs">The inputs of the run.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <param name="subject">Name of the checkpoint in errors, usually its path.</param>
    /// <exception cref="BadInputException">
    /// The checkpoint is damaged, or belongs to other options, photos, teacher or initial weights; the message names which.
    /// </exception>
    public static EncoderRun Resume(
        EncoderRunOptions options,
        ReadOnlyMemory<byte> checkpoint,
        EncoderRunInputs inputs,
        string device = "cpu",
        string subject = "checkpoint")
    {
        var reader = CheckpointReader.Parse(checkpoint, subject);
        var header = ReadHeader(reader);
        options.Validate();
        var differences = EncoderRunOptions.Differences(header.Options, options.ToJson());
        Require(differences.Count == 0, "other options: " + string.Join(", ", differences));
        Require(header.Photos == inputs.PhotosHash, "other photos");
        Require(
            header.Teacher == inputs.Teacher?.Version,
            $"the teacher {header.Teacher ?? "none"}, not {inputs.Teacher?.Version ?? "none"}");
        var run = new EncoderRun(options, inputs, device, header.Threads);
        return Begin(run, () =>
        {
            Require(header.From == run._fromHash, "other initial weights");
            run.Restore(reader, header);
        });

        void Require(bool holds, string otherwise)
        {
            if (!holds)
            {
                throw reader.Refuse("belongs to a run with " + otherwise);
            }
        }
    }

    /// <summary>Reads the header of a checkpoint.</summary>
    /// <param name="checkpoint">From <see cref="Checkpoint"/>.</param>
    /// <param name="subject">Name of the checkpoint in errors, usually its path.</param>
    /// <exception cref="BadInputException">The checkpoint is damaged.</exception>
    public static EncoderCheckpointHeader Describe(ReadOnlyMemory<byte> checkpoint, string subject = "checkpoint") =>
        ReadHeader(CheckpointReader.Parse(checkpoint, subject));

    /// <summary>
    /// The whole state that later steps depend on beside options and inputs, as a safetensors file that ends with a SHA-256 of its
    /// contents.
    /// </summary>
    /// <exception cref="InvalidOperationException">The run has diverged.</exception>
    /// <exception cref="TrainingDivergedException">A parameter is not finite: the state must not replace a valid checkpoint.</exception>
    public byte[] Checkpoint()
    {
        if (_diverged)
        {
            throw new InvalidOperationException("the run has diverged");
        }

        var writer = new CheckpointWriter();
        foreach (var (name, tensor) in _network.State())
        {
            RequireFinite(name, tensor);
            writer.Add(Network + name, tensor);
        }

        foreach (var (name, tensor) in _best ?? [])
        {
            writer.Add(Best + name, tensor);
        }

        _objective.Save(writer);
        _optimizer.Save(writer);
        writer.Add(Measured, [.. _steps.SelectMany(s => s.ToArray())]);
        var header = new EncoderCheckpointHeader(
            EncoderCheckpointHeader.PresentFormat,
            Options.ToJson(),
            _inputs.PhotosHash,
            _inputs.Teacher?.Version,
            _fromHash,
            Threads,
            StepsDone,
            StepsTotal,
            _validation.Step,
            _validation.Score,
            _validation.Worse);
        using var stream = new MemoryStream();
        writer.Write(stream, JsonSerializer.Serialize(header));
        return stream.ToArray();
    }

    private static EncoderRun Begin(EncoderRun run, Action enter)
    {
        try
        {
            using var threads = ComputeThreads.Use(run.Threads);
            enter();
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    private static EncoderCheckpointHeader ReadHeader(CheckpointReader reader)
    {
        try
        {
            var header = JsonSerializer.Deserialize<EncoderCheckpointHeader>(reader.Header);
            return header is
                {
                    Format: EncoderCheckpointHeader.PresentFormat,
                    Options: not null,
                    Threads: >= 1 and <= ComputeThreads.MaxThreads,
                }
                ? header
                : throw reader.Refuse("written by another version of the program");
        }
        catch (JsonException e)
        {
            throw new BadInputException(reader.Subject, "not a checkpoint of a training run", e);
        }
    }

    private void Restore(CheckpointReader reader, EncoderCheckpointHeader header)
    {
        using var gradients = no_grad();
        foreach (var (name, tensor) in _network.State())
        {
            reader.CopyTo(Network + name, tensor);
        }

        if (header.BestStep > 0)
        {
            _best = _network.State().ToDictionary(
                s => s.Name, s => zeros_like(s.Tensor).DetachFromDisposeScope(), StringComparer.Ordinal);
            foreach (var (name, tensor) in _best)
            {
                reader.CopyTo(Best + name, tensor);
            }
        }

        _objective.Load(reader);
        _optimizer.Load(reader);
        _steps.AddRange(reader.Numbers(Measured).Chunk(RunStep.Length).Select(RunStep.FromArray));
        _validation = (header.BestStep, header.BestScore, header.Worse);
        if (_steps.Count != header.StepsDone)
        {
            throw reader.Refuse($"holds {_steps.Count} steps, but {header.StepsDone} were done");
        }
    }

    private void RequireFinite(string name, Tensor values)
    {
        using var scope = NewDisposeScope();

        // A sum in float64 of finite float32s is finite.
        if (!double.IsFinite(values.detach().to(ScalarType.Float64).sum().item<double>()))
        {
            _diverged = true;
            throw TrainingDivergedException.NotFinite(StepsDone, $"'{name}'");
        }
    }
}
