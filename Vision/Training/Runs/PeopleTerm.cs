using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.VerificationHeads;
using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Training.Losses;
using FaceGrid.Vision.Training.Mining;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The term that compares photos of a batch: triplets that are mined of it, or pairs.</summary>
internal sealed class PeopleTerm : IDisposable
{
    private const string MinerState = "mining.miner";
    private const string HistoryState = "mining.history";
    private const string CollapsedSteps = "mining.collapsed";

    private readonly EncoderRunOptions _options;
    private readonly TrainingLossKind _kind;
    private readonly double _margin;
    private readonly ITripletMiner? _miner;
    private readonly LogisticPairHead? _head;
    private readonly CollapseDetector? _collapse;

    public PeopleTerm(EncoderRunOptions options, TrainingLossKind kind)
    {
        (_options, _kind, _margin) = (options, kind, options.MarginOf(kind));
        if (kind is TrainingLossKind.TripletL2 or TrainingLossKind.TripletGap)
        {
            _miner = TripletMiners.Create(options.Mining, _margin, options.Seed);
            _collapse = _margin > 0 ? new CollapseDetector(_margin) : null;
        }

        _head = kind == TrainingLossKind.Bce ? new LogisticPairHead(HeadKind.Absolute, FaceEncoding.Dimension) : null;
    }

    /// <summary>Learned with the network and thrown away after it; null where nothing is.</summary>
    public nn.Module? Module => _head;

    /// <summary>How batches lay and what was mined of them; empty for pairs.</summary>
    public MiningHistory History { get; private set; } = new();

    /// <param name="encodings">N x 128 of L2 norm 1, with gradient.</param>
    /// <returns>The loss, null where the batch has nothing left to teach; its value; and the share of the triplets that violate the margin.</returns>
    /// <exception cref="TrainingDivergedException">All encodings have been at one point for long.</exception>
    public (Tensor? Loss, double Active) Of(Tensor encodings, RunBatch batch, int step)
    {
        if (_miner is null)
        {
            var pairs = PairIndices.Balanced(batch.People, CounterRandom.For(_options.Seed, CounterRandom.Mining, (ulong)step));
            var loss = _head is not null ? _head.Loss(encodings, pairs) : ContrastiveLoss.Of(encodings, pairs, _margin);
            return (loss, double.NaN);
        }

        var distances = BatchDistances.Of(encodings);
        var triplets = _miner.Mine(distances, batch.People, batch.Photos, step);
        var statistics = MiningStatistics.Of(distances, batch.People, triplets, _margin, step + 1);
        History.Add(statistics);
        var mined = triplets.Count == 0 ? null
            : _kind == TrainingLossKind.TripletL2 ? TripletLoss.Of(encodings, triplets, _margin)
            : EuclideanTripletLoss.Of(encodings, triplets, _margin);
        if (_collapse?.Observe(statistics, mined?.item<float>() ?? 0) is { } collapse)
        {
            throw new TrainingDivergedException(step + 1, collapse.Message);
        }

        return (mined, statistics.Active);
    }

    public void Save(CheckpointWriter writer)
    {
        if (_miner is not null)
        {
            writer.Add(MinerState, _miner.State);
            writer.Add(HistoryState, History.State);
            writer.Add(CollapsedSteps, _collapse?.Steps ?? 0);
        }
    }

    /// <exception cref="BadInputException">The checkpoint holds no such state.</exception>
    public void Load(CheckpointReader reader)
    {
        if (_miner is null)
        {
            return;
        }

        try
        {
            _miner.Restore(reader.Bytes(MinerState));
            History = MiningHistory.Restore(reader.Bytes(HistoryState));
            _collapse?.Restore((int)reader.Integer(CollapsedSteps));
        }
        catch (ArgumentException e)
        {
            throw reader.Refuse(e.Message);
        }
    }

    public void Dispose() => _head?.Dispose();
}
