-- For how many days the credit of a used voucher lasts; null for ever.
alter table voucher_batch add column credit_days integer check (credit_days > 0);

-- When what was left was taken because its time was over. What has been spent before that has not expired.
alter table credit_lot add column expired_at timestamptz check (expired_at is null or remaining = 0);

drop function voucher_state;
create function voucher_state(
    activated_at timestamptz, voided_at timestamptz, expired_at timestamptz, expires_at timestamptz, remaining bigint,
    credit_expired_at timestamptz, moment timestamptz) returns text language sql immutable as $$
    select case
        when credit_expired_at is not null then 'expired'
        when activated_at is not null and remaining = 0 then 'depleted'
        when activated_at is not null then 'active'
        when expired_at is not null then 'expired'
        when voided_at is not null then 'voided'
        when expires_at <= moment then 'expired'
        else 'generated'
    end
$$;
