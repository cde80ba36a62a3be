using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>The random numbers' generators.</summary>
public static partial class torch
{
    public static long seed() => Generator.Default.seed();

    /// <summary>Seeds every device's default generator.</summary>
    public static Generator manual_seed(long seed)
    {
        Native.Check(Native.fg_manual_seed(seed));
        return Generator.Default;
    }

    public static long initial_seed() => Generator.Default.initial_seed();

    public static Tensor get_rng_state() => Generator.Default.get_state();

    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    /// <summary>The same under PyTorch's other name.</summary>
    public static partial class random
    {
        public static long seed() => torch.seed();

        public static long initial_seed() => torch.initial_seed();

        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static Tensor get_rng_state() => torch.get_rng_state();

        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }

    /// <summary>A source of random numbers with a state of its own.</summary>
    public class Generator : IDisposable
    {
        private static Generator? s_default;

        public Generator(ulong seed = 0, Device? device = null)
            : this(Create(seed, device), device ?? CPU)
        {
        }

        private Generator(nint handle, Device device)
        {
            Handle = handle;
            this.device = device;
        }

        ~Generator() => Dispose(false);

        public static Generator Default
        {
            get
            {
                if (s_default is null)
                {
                    nint handle = Native.fg_generator_default();
                    if (handle == 0)
                    {
                        Native.Throw();
                    }

                    s_default = new Generator(handle, CPU);
                }

                return s_default;
            }
        }

        public IntPtr Handle { get; private set; }

        public Device device { get; private set; }

        public Tensor get_state() => Native.Made(Native.fg_generator_get_state(Handle), this);

        public void set_state(Tensor value) => Native.Check(Native.fg_generator_set_state(Handle, value.Handle), this, value);

        public Generator manual_seed(long seed)
        {
            Native.Check(Native.fg_generator_manual_seed(Handle, seed), this);
            return this;
        }

        public long seed()
        {
            long seed = Native.fg_generator_seed(Handle);
            GC.KeepAlive(this);
            return seed;
        }

        public long initial_seed()
        {
            long seed = Native.fg_generator_initial_seed(Handle);
            GC.KeepAlive(this);
            return seed;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            // The default generator is libtorch's own and outlives every holder.
            if (Handle != 0 && !ReferenceEquals(this, s_default))
            {
                Native.fg_generator_dispose(Handle);
                Handle = 0;
            }
        }

        private static nint Create(ulong seed, Device? device)
        {
            nint handle = Native.fg_generator_new((long)seed, (int)(device?.type ?? DeviceType.CPU), device?.index ?? -1);
            if (handle == 0)
            {
                Native.Throw();
            }

            return handle;
        }
    }
}
