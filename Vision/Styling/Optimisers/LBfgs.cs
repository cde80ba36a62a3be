using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Optimisers;

/// <summary>
/// Limited-memory BFGS by the two-loop recursion (Nocedal and Wright 2006, algorithm 7.4) with PyTorch's rules: a pair enters the history
/// only if yᵀs &gt; 1e-10, H₀ = yᵀs / yᵀy of the newest pair, and the sum of absolute pixel changes of the first step is at most
/// η. Either every step has length η along its direction, with one evaluation per step, or a strong-Wolfe line search determines
/// the length. The memory of the history is allocated at construction, so that a run that fits into memory at its first step fits
/// at its last.
/// </summary>
internal sealed class LBfgs : PixelOptimizer
{
    private const double LeastCurvature = 1e-10;

    private readonly OptimizerSettings _settings;
    private readonly Tensor _moves;
    private readonly Tensor _changes;
    private readonly double[] _inverseCurvature;
    private readonly Tensor _direction;
    private readonly Tensor[] _spare;
    private readonly Tensor? _trial;
    private Tensor _previousGradient;
    private StyleLosses? _known;
    private int _oldest;
    private int _count;
    private double _scale = 1;
    private double _length;
    private bool _hasDirection;

    public LBfgs(OptimizerSettings settings, Tensor image, bool clamp)
        : base(image, clamp)
    {
        _settings = settings;

        // The newest pair is examined in place before the oldest is dropped: one row more than the history.
        var rows = settings.History + 1;
        _moves = OwnRows(rows, image);
        _changes = OwnRows(rows, image);
        _inverseCurvature = new double[rows];
        _direction = OwnZeros([image.numel()], image);
        _previousGradient = OwnZeros(image);
        _spare = settings.StrongWolfe ? [OwnZeros(image), OwnZeros(image)] : [];
        _trial = settings.StrongWolfe ? OwnZeros(image) : null;
    }

    private int Rows => _inverseCurvature.Length;

    public override void Save(CheckpointWriter state)
    {
        state.Add("lbfgs.pairs", _count);
        for (var i = 0; i < _count; i++)
        {
            var row = (_oldest + i) % Rows;
            using var move = _moves.select(0, row);
            using var change = _changes.select(0, row);
            state.Add($"lbfgs.move.{i}", move);
            state.Add($"lbfgs.change.{i}", change);
            state.Add($"lbfgs.inverse-curvature.{i}", _inverseCurvature[row]);
        }

        state.Add("lbfgs.scale", _scale);
        state.Add("lbfgs.length", _length);
        state.Add("lbfgs.has-direction", _hasDirection ? 1 : 0);
        state.Add("lbfgs.direction", _direction);
        state.Add("lbfgs.previous-gradient", _previousGradient);
        state.Add("lbfgs.knows-cost", _known is null ? 0 : 1);
        if (_known is not null)
        {
            state.Add("lbfgs.gradient", Gradient);
            state.Add("lbfgs.cost", _known.ToArray());
            state.Add("lbfgs.content-terms", _known.Content.Count);
        }
    }

    private protected override void Restore(CheckpointReader state)
    {
        _oldest = 0;
        _count = checked((int)state.Integer("lbfgs.pairs"));
        if (_count < 0 || _count >= Rows)
        {
            throw state.Refuse($"{_count} pairs of L-BFGS, but at most {Rows - 1} are kept");
        }

        for (var i = 0; i < _count; i++)
        {
            using var move = _moves.select(0, i);
            using var change = _changes.select(0, i);
            state.CopyTo($"lbfgs.move.{i}", move);
            state.CopyTo($"lbfgs.change.{i}", change);
            _inverseCurvature[i] = state.Number($"lbfgs.inverse-curvature.{i}");
        }

        _scale = state.Number("lbfgs.scale");
        _length = state.Number("lbfgs.length");
        _hasDirection = state.Integer("lbfgs.has-direction") != 0;
        state.CopyTo("lbfgs.direction", _direction);
        state.CopyTo("lbfgs.previous-gradient", _previousGradient);
        if (state.Integer("lbfgs.knows-cost") != 0)
        {
            state.CopyTo("lbfgs.gradient", Gradient);
            _known = StyleLosses.FromArray(state.Numbers("lbfgs.cost"), (int)state.Integer("lbfgs.content-terms"));
        }
    }

    private protected override StyleLosses Advance(Tensor image, IPixelObjective objective)
    {
        var losses = _known ?? Evaluate(objective, image, Gradient);
        if (!losses.IsFinite)
        {
            return losses;
        }

        var gradient = Gradient.view(-1);
        if (_hasDirection)
        {
            AddPair(gradient);
            Propose(gradient);
            _length = _settings.LearningRate;
        }
        else
        {
            _direction.copy_(gradient).neg_();
            _length = Math.Min(1, 1 / Value(gradient.abs().sum())) * _settings.LearningRate;
        }

        var slope = Value(gradient.dot(_direction));
        if (!(slope < 0))
        {
            // A minimum, or a direction that does not descend: restart from the gradient.
            Reset();
            _known = losses;
            return losses;
        }

        _hasDirection = true;
        if (_settings.StrongWolfe)
        {
            Search(image, objective, losses, slope);
        }
        else
        {
            (_previousGradient, Gradient) = (Gradient, _previousGradient);
            image.view(-1).AddMultipleInPlace(_direction, _length);
            ClampIfAsked(image);
            _known = null;
        }

        return losses;
    }

    /// <summary>Adds the last step and the change of the gradient to the history, if the curvature along the step is positive.</summary>
    private void AddPair(Tensor gradient)
    {
        var row = (_oldest + _count) % Rows;
        var move = _moves.select(0, row);
        var change = _changes.select(0, row);
        change.copy_(gradient).sub_(_previousGradient.view(-1));
        move.copy_(_direction).MultiplyInPlace(_length);
        var curvature = Value(change.dot(move));
        if (!(curvature > LeastCurvature))
        {
            return;
        }

        _inverseCurvature[row] = 1 / curvature;
        _scale = curvature / Value(change.dot(change));
        if (_count < Rows - 1)
        {
            _count++;
        }
        else
        {
            _oldest = (_oldest + 1) % Rows;
        }
    }

    /// <summary>Computes the direction −H·∂J/∂G. Inner products stay on the device.</summary>
    private void Propose(Tensor gradient)
    {
        var weights = new Tensor[_count];
        _direction.copy_(gradient).neg_();
        for (var i = _count - 1; i >= 0; i--)
        {
            var row = (_oldest + i) % Rows;
            weights[i] = _moves.select(0, row).dot(_direction).MultiplyInPlace(_inverseCurvature[row]);
            _direction.AddProductInPlace(_changes.select(0, row), weights[i], -1);
        }

        _direction.MultiplyInPlace(_scale);
        for (var i = 0; i < _count; i++)
        {
            var row = (_oldest + i) % Rows;
            var back = _changes.select(0, row).dot(_direction).MultiplyInPlace(_inverseCurvature[row]);
            _direction.AddProductInPlace(_moves.select(0, row), weights[i].sub_(back), 1);
        }
    }

    private void Search(Tensor image, IPixelObjective objective, StyleLosses losses, double slope)
    {
        var trial = _trial!;
        var start = new LinePoint(0, losses.Total, slope, losses, Gradient);
        var reach = Value(_direction.abs().max());
        var found = StrongWolfe.Search(start, _length, reach, _spare, (length, gradient) =>
        {
            using var scope = NewDisposeScope();
            Move(trial.copy_(image), length);
            var at = Evaluate(objective, trial, gradient);
            return at.IsFinite
                ? new LinePoint(length, at.Total, Value(gradient.view(-1).dot(_direction)), at, gradient)
                : new LinePoint(length, double.PositiveInfinity, 0, at, gradient);
        });
        _known = found.Losses;
        if (found.At == 0)
        {
            Reset();
            return;
        }

        _length = found.At;
        Move(image, _length);

        // The gradient at the start becomes the previous one, that at the end the current one; the old previous tensor is reused.
        var free = _previousGradient;
        _previousGradient = Gradient;
        Gradient = found.Gradient;
        _spare[ReferenceEquals(_spare[0], found.Gradient) ? 0 : 1] = free;
    }

    private void Move(Tensor image, double length)
    {
        image.view(-1).AddMultipleInPlace(_direction, length);
        ClampIfAsked(image);
    }

    private void Reset()
    {
        (_oldest, _count, _scale, _hasDirection) = (0, 0, 1, false);
    }
}
