using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Training.Optimisers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Tensors;

/// <summary>
/// Calls every operation many times while another thread forces garbage collections: a scalar that is freed too early causes a
/// crash, an exception or a wrong result.
/// </summary>
internal static class CollectionStress
{
    private static readonly Tensor s_a = tensor([.. Enumerable.Range(-8, 16).Select(i => i / 4f)]);
    private static readonly Tensor s_b = tensor([.. Enumerable.Range(1, 16).Select(i => i / 8f)]);
    private static readonly Tensor s_gradient = s_b.Times(0.5);

    /// <summary>Each makes the same tensor from the same inputs every time.</summary>
    private static readonly (string Name, Func<Tensor> Call)[] s_operations =
    [
        ("Plus a tensor", () => s_a.Plus(s_b)),
        ("Plus", () => s_a.Plus(0.25)),
        ("Minus", () => s_a.Minus(0.25)),
        ("Times", () => s_a.Times(0.75)),
        ("DividedBy", () => s_a.DividedBy(3)),
        ("Squared", () => s_a.Squared()),
        ("AtLeast", () => s_a.AtLeast(0.5)),
        ("Between", () => s_a.Between(-1, 1)),
        ("GreaterThan", () => s_a.GreaterThan(0.5)),
        ("LeakyRectified", () => s_a.LeakyRectified(0.25)),
        ("Filled", () => ScalarOperations.Filled([16], 1.25)),
        ("AddInPlace a tensor", () => s_a.clone().AddInPlace(s_b)),
        ("AddInPlace", () => s_a.clone().AddInPlace(0.25)),
        ("AddMultipleInPlace", () => s_a.clone().AddMultipleInPlace(s_b, 0.75)),
        ("AddProductInPlace", () => s_a.clone().AddProductInPlace(s_b, s_b, 0.75)),
        ("AddQuotientInPlace", () => s_a.clone().AddQuotientInPlace(s_b, s_b, 0.75)),
        ("MultiplyInPlace", () => s_a.clone().MultiplyInPlace(0.75)),
        ("DivideInPlace", () => s_a.clone().DivideInPlace(3)),
        ("FillInPlace", () => s_a.clone().FillInPlace(1.25)),
        ("ClampInPlace", () => s_a.clone().ClampInPlace(-1, 1)),
        ("LeakyRectifyInPlace", () => s_a.clone().LeakyRectifyInPlace(0.25)),
        ("batch normalisation", Normalised),
        ("AdamW", () => Followed(p => new AdamWUpdate(p, 0.1))),
        ("momentum", () => Followed(p => new MomentumUpdate(p, 0.1, 0.9))),
    ];

    public static int Operations => s_operations.Length;

    /// <summary>Prints each operation that succeeded; stops at the first wrong result.</summary>
    /// <returns>0 if all operations succeeded, 1 otherwise.</returns>
    public static int Run(int calls)
    {
        set_num_threads(1);
        var collector = new Thread(Collect) { IsBackground = true };
        collector.Start();
        foreach (var (name, call) in s_operations)
        {
            using var gradients = no_grad();
            using var expected = call().DetachFromDisposeScope();
            for (var i = 0; i < calls; i++)
            {
                using var scope = NewDisposeScope();
                if (!call().Equals(expected))
                {
                    Console.Error.WriteLine($"{name}: another result at call {i}");
                    return 1;
                }
            }

            Console.WriteLine($"{name}: {calls} calls held");
        }

        return 0;
    }

    private static void Collect()
    {
        while (true)
        {
            GC.Collect();
        }
    }

    private static Tensor Normalised()
    {
        using var norm = new BatchNormalization(4);
        norm.train();
        return norm.call(s_a.view(1, 4, 2, 2));
    }

    private static Tensor Followed(Func<Parameter, ParameterUpdate> make)
    {
        using var parameter = new Parameter(s_a.clone());
        using var update = make(parameter);
        update.Apply(s_gradient, 0.01);
        update.Apply(s_gradient, 0.01);
        return parameter.detach().clone();
    }
}
