using FaceGrid.Vision.Styling.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// TorchSharp's AdamW or gradient descent over named parameters, with its whole state written down and read again. Kernels
/// and matrices decay, what scales or shifts a channel does not: pulling it to zero only fights the batch norms.
/// </summary>
internal sealed class RunOptimizer : IDisposable
{
    private const double Momentum = 0.9;
    private const string Prefix = "optimizer.";

    private readonly (string Name, Parameter Parameter)[] _parameters;
    private readonly OptimizerHelper _optimizer;

    public RunOptimizer(RunOptimizerKind kind, IEnumerable<(string Name, Parameter Parameter)> parameters, double weightDecay)
    {
        var all = parameters.ToArray();
        var decayed = all.Where(p => p.Parameter.dim() > 1).ToArray();
        var others = all.Except(decayed).ToArray();
        _parameters = [.. decayed, .. others];
        var groups = new[] { (Parameters: decayed, Decay: weightDecay), (Parameters: others, Decay: 0.0) }.Where(g => g.Parameters.Length > 0);
        _optimizer = kind == RunOptimizerKind.AdamW
            ? optim.AdamW(groups.Select(g => new AdamW.ParamGroup(g.Parameters.Select(p => p.Parameter).ToArray(), weight_decay: g.Decay)).ToArray())
            : optim.SGD(groups.Select(g => new SGD.ParamGroup(g.Parameters.Select(p => p.Parameter).ToArray(), momentum: Momentum, weight_decay: g.Decay)).ToArray(), 0.1);
    }

    /// <summary>Computes the gradients of the loss and follows them; those of the step before are gone (<see cref="EncoderNetwork.ForgetGradients"/>).</summary>
    public void Step(Tensor loss, double rate)
    {
        foreach (var group in _optimizer.ParamGroups)
        {
            group.LearningRate = rate;
        }

        loss.backward();
        _optimizer.step();
    }

    public void Save(CheckpointWriter writer)
    {
        foreach (var (name, state) in States())
        {
            switch (state)
            {
                case AdamW.State adam:
                    writer.Add(Prefix + name + ".step", adam.step);
                    writer.Add(Prefix + name + ".exp_avg", adam.exp_avg);
                    writer.Add(Prefix + name + ".exp_avg_sq", adam.exp_avg_sq);
                    break;
                case SGD.State { momentum_buffer: { } buffer }:
                    writer.Add(Prefix + name + ".momentum", buffer);
                    break;
                default:
                    break;
            }
        }
    }

    /// <exception cref="BadInputException">The checkpoint holds no such state.</exception>
    public void Load(CheckpointReader reader)
    {
        using var scope = NewDisposeScope();
        foreach (var (name, state) in States())
        {
            switch (state)
            {
                case AdamW.State adam:
                    adam.step = reader.Integer(Prefix + name + ".step");
                    reader.CopyTo(Prefix + name + ".exp_avg", adam.exp_avg);
                    reader.CopyTo(Prefix + name + ".exp_avg_sq", adam.exp_avg_sq);
                    break;
                case SGD.State momentum when reader.Has(Prefix + name + ".momentum"):
                    var parameter = _parameters.First(p => p.Name == name).Parameter;
                    momentum.momentum_buffer = zeros(parameter.shape, device: parameter.device).DetachFromDisposeScope();
                    reader.CopyTo(Prefix + name + ".momentum", momentum.momentum_buffer);
                    break;
                default:
                    break;
            }
        }
    }

    public void Dispose() => _optimizer.Dispose();

    /// <summary>The state of each parameter: TorchSharp lists them group by group, as they were given.</summary>
    private IEnumerable<(string Name, OptimizerState State)> States() => _parameters.Select(p => p.Name).Zip(_optimizer.state_dict().State);
}
